package smart.mock.journal;

import java.util.Locale;

/** The outcome of a request. It leaves {@link #PENDING} once, and never changes again. */
public enum Delivery {
    /** The reply is still to come. */
    PENDING,
    /** The reply was handed to the operating system in full, and the caller had not closed before. */
    DELIVERED,
    /** The caller closed or reset the connection before the reply was complete. */
    ABORTED,
    /** The fault was played to its end. */
    FAULT;

    /** As written in {@code /requests?detail=true}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

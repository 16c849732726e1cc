package smart.service.backend;

/**
 * What the stages on a call's way tell its trace. A call that is not traced has none, which is all that tracing costs where it is
 * off: {@link BackendRequest#trace()} is null. May be used by any thread; nothing here waits or throws.
 */
public interface CallTrace {

    /** Why an extra attempt is made. */
    enum HedgeReason {
        /** The attempts before it took longer than the delay. */
        DELAY,
        /** One before it has failed. */
        FAILURE
    }

    /** The trace's id: 32 hexadecimal digits in lower case (W3C Trace Context, section 3.2.2.3). */
    String id();

    /** Something happened to the call as a whole. */
    void event(String what);

    /** An extra attempt is about to be sent; {@code attempt} is its number, from 2. */
    void hedged(int attempt, HedgeReason reason);

    /** That attempt's response is the answer; the others are about to be cancelled. */
    void won(int attempt);
}

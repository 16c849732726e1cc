package smart.service.tracing;

import org.jspecify.annotations.Nullable;
import smart.service.backend.CallTrace.HedgeReason;

/** One attempt of a call. Its mutable fields are guarded by its {@link CallSpan}. */
final class AttemptSpan {
    final int number;
    final long id;
    final long start;
    final @Nullable HedgeReason reason;
    boolean ended;
    long end;
    int status;
    /** The backend's address that it used, or null if it reached none. */
    @Nullable String peer;

    /** The value of {@code error.type}, or null for no error. */
    @Nullable String error;

    @Nullable String detail;

    boolean cancelled;

    /**
     * @param number the number of the attempt, from 1
     * @param id the span's id, not 0
     * @param reason the reason for the attempt, or null for the first one
     */
    AttemptSpan(int number, long id, long start, @Nullable HedgeReason reason) {
        this.number = number;
        this.id = id;
        this.start = start;
        this.reason = reason;
    }
}

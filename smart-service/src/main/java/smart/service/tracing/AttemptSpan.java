package smart.service.tracing;

import io.opentelemetry.api.trace.SpanId;
import org.jspecify.annotations.Nullable;
import smart.service.backend.CallTrace.HedgeReason;

/** One attempt of a call. All but what never changes is guarded by its {@link CallSpan}. */
final class AttemptSpan {
    final int number;
    final long id;
    final long start;
    final @Nullable HedgeReason reason;
    boolean ended;
    long end;
    int status;
    /** The backend's address that it went to, or null where it came to none. */
    @Nullable String peer;

    /** What went wrong, as {@code error.type} has it, or null for nothing. */
    @Nullable String error;

    @Nullable String detail;

    boolean cancelled;

    /**
     * @param number which attempt at the call it is, from 1
     * @param id the span's, not 0
     * @param reason why it was made, or null for the first one
     */
    AttemptSpan(int number, long id, long start, @Nullable HedgeReason reason) {
        this.number = number;
        this.id = id;
        this.start = start;
        this.reason = reason;
    }

    /** The span's id as text: 16 hexadecimal digits. */
    String spanId() {
        return SpanId.fromLong(id);
    }
}

package smart.bench.load.closed;

import org.jspecify.annotations.Nullable;

/**
 * Distinguishes a short outage of a target from a dead one, by the number of failures in a row and their time.
 * Thread-safe.
 */
final class Outage {
    private final int failures;
    private final long nanos;

    // Guarded by this.
    private int inARow;
    private long since;
    private @Nullable String reason;

    /** The target counts as gone after that many failures in a row over that many nanoseconds. */
    Outage(int failures, long nanos) {
        this.failures = failures;
        this.nanos = nanos;
    }

    /** A connection failed; times are those of {@link System#nanoTime}. */
    synchronized void failed(long now, String why) {
        since = inARow == 0 ? now : since;
        inARow++;
        reason = why;
    }

    /** A connection did not fail. */
    synchronized void over() {
        inARow = 0;
    }

    synchronized boolean isDead(long now) {
        return inARow >= failures && now - since >= nanos;
    }

    /** Why the last failed connection failed, or null if none did. */
    synchronized @Nullable String reason() {
        return reason;
    }
}

package smart.bench.load.measure;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Distinguishes a short outage of a target from a dead one, by the number of failed connections in a row and their
 * time. Thread-safe.
 */
public final class Outage {
    /** After this many failed connections in a row, over this time, the target counts as dead. A restart takes less. */
    private static final int DEAD_AFTER_FAILURES = 10;

    private static final long DEAD_AFTER_NANOS = TimeUnit.SECONDS.toNanos(2);

    // Guarded by this.
    private int inARow;
    private long since;
    private @Nullable String reason;

    /**
     * A connection failed at that time on {@link System#nanoTime}. Returns why the level has to end, if the target counts
     * as dead.
     */
    public synchronized Optional<String> failed(long now, String why) {
        since = inARow == 0 ? now : since;
        inARow++;
        reason = why;
        boolean dead = inARow >= DEAD_AFTER_FAILURES && now - since >= DEAD_AFTER_NANOS;
        return dead ? Optional.of("the target no longer accepts connections (" + why + ")") : Optional.empty();
    }

    /** A connection did not fail. */
    public synchronized void over() {
        inARow = 0;
    }

    /** Why the last failed connection failed, or null if none did. */
    public synchronized @Nullable String reason() {
        return reason;
    }
}

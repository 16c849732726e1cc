package smart.service.limit;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Tracks how long refusals have followed each other without a pause. Safe for use by many threads. */
final class Saturation {
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanoTime;
    // Only the first refusal after a pause takes the lock, for the order of these two.
    private volatile long first;
    private volatile long last;

    Saturation(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.last = nanoTime.getAsLong() - PAUSE_NANOS;
    }

    void refused() {
        long now = nanoTime.getAsLong();
        if (now - last >= PAUSE_NANOS) {
            begin(now);
        } else {
            last = now;
        }
    }

    private synchronized void begin(long now) {
        if (now - last >= PAUSE_NANOS) {
            first = now;
        }
        last = now;
    }

    Duration duration() {
        long now = nanoTime.getAsLong();
        return now - last < PAUSE_NANOS ? Duration.ofNanos(now - first) : Duration.ZERO;
    }
}

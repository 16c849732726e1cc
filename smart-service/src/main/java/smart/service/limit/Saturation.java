package smart.service.limit;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Tracks how long refusals have followed each other without a pause. Safe for use by many threads. */
final class Saturation {
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanoTime;
    // Both guarded by this.
    private long first;
    private long last;
    private boolean any;

    Saturation(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized void refused() {
        long now = nanoTime.getAsLong();
        if (!any || now - last >= PAUSE_NANOS) {
            first = now;
        }
        last = now;
        any = true;
    }

    synchronized Duration duration() {
        long now = nanoTime.getAsLong();
        return any && now - last < PAUSE_NANOS ? Duration.ofNanos(now - first) : Duration.ZERO;
    }
}

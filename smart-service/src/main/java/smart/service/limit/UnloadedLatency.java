package smart.service.limit;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** What the backend takes for an answer when it is unloaded, and when that is to be measured again. Not thread-safe. */
final class UnloadedLatency {
    private static final long INTERVAL = Duration.ofMinutes(1).toNanos();
    /** The first may have found the backend loaded. */
    private static final long FIRST_INTERVAL = Duration.ofSeconds(10).toNanos();
    /** A measurement refuses up to half of the calls while it lasts; so the next one is that much later. */
    private static final long REST = 60;
    /** Measurements within this of each other differ by chance. */
    private static final double NOISE = 1.05;

    private static final double WEIGHT = 0.3;
    /** A window as much faster as this says that the known latency is too high. */
    private static final double FASTER = 0.8;

    private final DoubleSupplier jitter;
    private long nanos;
    private long next;
    private long fastWindow;

    /** @param jitter from 0 to 1, so that replicas don't measure together */
    UnloadedLatency(DoubleSupplier jitter) {
        this.jitter = jitter;
    }

    /** In nanoseconds, or 0 where it is not known. */
    long nanos() {
        return nanos;
    }

    boolean isKnown() {
        return nanos > 0;
    }

    /** Whether it is time to measure it again. */
    boolean isDue(long now) {
        return now - next >= 0;
    }

    /**
     * A measurement has ended. It lowers what is known, or confirms it; it never lifts it, as other replicas may have taken
     * the room that this one made.
     */
    void measured(long latency, long began, long now) {
        boolean first = nanos == 0;
        if (first || latency * NOISE < nanos) {
            nanos = latency;
        } else if (latency <= NOISE * nanos) {
            nanos += (long) (WEIGHT * (latency - nanos));
        }
        if (first) {
            in(FIRST_INTERVAL, now);
        } else {
            later(began, now);
        }
    }

    /** A measurement was of no use. */
    void later(long began, long now) {
        in(Math.max(INTERVAL, REST * (now - began)), now);
    }

    private void in(long interval, long now) {
        next = now + (long) (interval * (0.75 + 0.5 * jitter.getAsDouble()));
    }

    /** Fewer calls make the backend no faster: it may be slower by now, or others load it. Never lowers it. */
    void slower(long latency) {
        nanos = Math.max(nanos, latency);
    }

    /** Two windows in a row that are faster than the unloaded backend was: it has become faster. */
    void seen(long median) {
        if (median >= FASTER * nanos) {
            fastWindow = 0;
        } else if (fastWindow == 0) {
            fastWindow = median;
        } else {
            nanos = Math.max(fastWindow, median);
            fastWindow = 0;
        }
    }
}

package smart.service.limit.rule;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** The latency of the unloaded backend, and the time of its next measurement. Not thread-safe. */
final class UnloadedLatency {
    private static final long INTERVAL = Duration.ofMinutes(1).toNanos();
    /** After the first measurement, which may have found the backend loaded, and after a change of the backend. */
    private static final long SHORT_INTERVAL = Duration.ofSeconds(10).toNanos();
    /** A measurement refuses up to half of the calls while it runs, so the next one follows much later. */
    private static final long REST = 60;
    /** Measurements within this factor differ by chance. */
    private static final double NOISE = 1.05;

    /** The same in standard errors: with a heavy tail, the median of a few attempts varies by a third. */
    private static final double ERRORS = 2;

    private static final double WEIGHT = 0.3;
    /** A window faster by this factor shows that the known latency is too high. */
    private static final double FASTER = 0.8;

    private final DoubleSupplier jitter;
    private long nanos;
    private long next;
    private long fastWindow;

    /** @param jitter a number from 0 to 1, so that replicas do not measure at the same time */
    UnloadedLatency(DoubleSupplier jitter) {
        this.jitter = jitter;
    }

    /** In nanoseconds, or 0 if unknown. */
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
     * A measurement has ended. It lowers or confirms the known latency. If it is much higher it is ignored, since other
     * replicas may have used the capacity that this one freed.
     *
     * @param error the standard error of {@code latency}
     * @param changed whether the backend seems to have changed, so that the next measurement follows soon
     */
    void measured(long latency, long error, boolean changed, long began, long now) {
        boolean first = nanos == 0;
        double noise = Math.max((NOISE - 1) * nanos, ERRORS * error);
        if (first || latency < nanos - noise) {
            nanos = latency;
        } else if (latency <= nanos + noise) {
            nanos += (long) (WEIGHT * (latency - nanos));
        }
        if (first || changed) {
            in(SHORT_INTERVAL, now);
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

    /**
     * Fewer calls do not make the backend faster: it may have become slower, or others load it. Never lowers the known
     * latency. Returns whether it has changed.
     */
    boolean slower(long latency) {
        boolean higher = latency > nanos;
        nanos = Math.max(nanos, latency);
        return higher;
    }

    /** Two windows in a row are faster than the known unloaded latency: the backend has become faster. */
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

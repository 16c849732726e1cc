package smart.service.tracing;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import smart.service.backend.attempt.FineBuckets;
import smart.service.backend.attempt.LatencyTimer;

/**
 * Which traces are kept although the sampler did not choose them, now that their calls have ended: those with an error, and
 * those slower than the 99th percentile of the last minute's calls. Of each, no more than a hundred in a second: when all
 * calls fail, a part of them shows why. Those left out are counted in {@code smart.traces.left_out}.
 *
 * <p>{@link #keeps} is safe for use by many threads; {@link #look} is for one.
 */
final class TailRule {
    private static final int MOST_PER_SECOND = 100;
    private static final double PERCENTILE = 99;
    /** Where fewer calls than this are known, none is called slow. */
    private static final int ENOUGH = 100;
    /** A percentile is the middle of a bucket; so much more is beyond its end. */
    private static final double BEYOND_BUCKET = 1.04;

    private static final double NANOS_PER_MILLI = 1e6;
    private static final long STEP_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int STEPS = 12;

    private final PerSecond failed = new PerSecond(MOST_PER_SECOND);
    private final PerSecond slow = new PerSecond(MOST_PER_SECOND);
    private final LatencyTimer calls;
    private final LatencyTimer refused;
    private final Counter leftOut;
    private final Deque<long[]> steps = new ArrayDeque<>();
    private long stepAt;
    private volatile long slowNanos = Long.MAX_VALUE;

    /**
     * @param calls what the calls took
     * @param refused what those took that were refused, which are in {@code calls} too
     */
    TailRule(LatencyTimer calls, LatencyTimer refused, MetricRegistry metrics) {
        this.calls = calls;
        this.refused = refused;
        this.leftOut = metrics.counter("smart.traces.left_out");
    }

    /**
     * Whether the trace of a call is kept that took {@code nanos} and has ended at {@code now}.
     *
     * @param error whether it, or an attempt at it, has failed
     */
    boolean keeps(boolean error, long nanos, long now) {
        if (!error && nanos <= slowNanos) {
            return false;
        }
        boolean kept = (error ? failed : slow).tryTake(now);
        if (!kept) {
            leftOut.inc();
        }
        return kept;
    }

    /** Looks what the last minute's calls took; to be called about once a second. */
    void look(long now) {
        long[] counts = calls.fineCounts();
        long[] without = refused.fineCounts();
        for (int i = 0; i < counts.length; i++) {
            counts[i] = Math.max(0, counts[i] - without[i]);
        }
        if (steps.isEmpty() || now - stepAt >= STEP_NANOS) {
            stepAt = now;
            steps.addLast(counts);
            if (steps.size() > STEPS + 1) {
                steps.removeFirst();
            }
        }
        long[] before = steps.getFirst();
        slowNanos = FineBuckets.total(before, counts) < ENOUGH
                ? Long.MAX_VALUE
                : (long) (FineBuckets.percentileMillis(before, counts, PERCENTILE) * NANOS_PER_MILLI * BEYOND_BUCKET);
    }
}

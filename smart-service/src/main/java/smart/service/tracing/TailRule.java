package smart.service.tracing;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import smart.service.backend.attempt.FineBuckets;
import smart.service.backend.attempt.LatencyTimer;

/**
 * Decides at the end of a call whether to keep its trace although the sampler did not choose it. It keeps traces with
 * an error, and those slower than the 99th percentile of the last minute's calls; of each at most a hundred per second,
 * which is enough when all calls fail. {@code smart.traces.left_out} counts the rest.
 *
 * <p>{@link #keeps} is safe for use by many threads; {@link #look} is for one.
 */
final class TailRule {
    private static final int MOST_PER_SECOND = 100;
    private static final double PERCENTILE = 99;
    /** With fewer calls than this, none counts as slow. */
    private static final int ENOUGH = 100;
    /** A percentile is the middle of its bucket; this factor reaches the bucket's end. */
    private static final double BEYOND_BUCKET = 1.04;

    private static final double NANOS_PER_MILLI = 1e6;
    private static final long STEP_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long MEMORY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final PerSecond failed = new PerSecond(MOST_PER_SECOND);
    private final PerSecond slow = new PerSecond(MOST_PER_SECOND);
    private final LatencyTimer calls;
    private final Counter leftOut;
    /** Oldest first: the newest that is at least a minute old, if there is one, and all later ones. */
    private final Deque<Step> steps = new ArrayDeque<>();

    private volatile long slowNanos = Long.MAX_VALUE;

    /** The counts at that time. */
    private static final class Step {
        private final long at;
        private final long[] counts;

        Step(long at, long[] counts) {
            this.at = at;
            this.counts = counts;
        }
    }

    /** @param calls the durations of calls that passed the limit */
    TailRule(LatencyTimer calls, MetricRegistry metrics) {
        this.calls = calls;
        this.leftOut = metrics.counter("smart.traces.left_out");
    }

    /**
     * Whether to keep the trace of a call that took {@code nanos} and ended at {@code now}.
     *
     * @param error whether the call or one of its attempts failed
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

    /** Updates the percentile of the last minute's calls. Call it about once a second. */
    void look(long now) {
        long[] counts = calls.fineCounts();
        if (steps.isEmpty() || now - steps.getLast().at >= STEP_NANOS) {
            steps.addLast(new Step(now, counts));
        }
        Step first = steps.removeFirst();
        while (!steps.isEmpty() && now - steps.getFirst().at >= MEMORY_NANOS) {
            first = steps.removeFirst();
        }
        steps.addFirst(first);
        long[] before = first.counts;
        slowNanos = FineBuckets.total(before, counts) < ENOUGH
                ? Long.MAX_VALUE
                : (long) (FineBuckets.percentileMillis(before, counts, PERCENTILE) * NANOS_PER_MILLI * BEYOND_BUCKET);
    }
}

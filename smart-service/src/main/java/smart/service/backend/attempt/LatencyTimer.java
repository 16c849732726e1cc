package smart.service.backend.attempt;

import com.codahale.metrics.Reservoir;
import com.codahale.metrics.Snapshot;
import com.codahale.metrics.Timer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A timer that counts in buckets, from the start of the service on: percentiles of several replicas can't be added up, buckets
 * can. Its percentiles are those of all durations so far. Safe for use by many threads, which don't wait for each other.
 */
public final class LatencyTimer extends Timer {
    /** Close together where a service answers, with 10 s, the usual timeout, as a bound of its own. */
    private static final double[] BOUNDS = {
        0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 1.5, 2, 3, 5, 7.5, 10, 15, 30, 60
    };

    private static final double NANOS = 1e9;

    private final Buckets buckets;

    public LatencyTimer() {
        this(new Buckets());
    }

    private LatencyTimer(Buckets buckets) {
        super(buckets);
        this.buckets = buckets;
    }

    /** What has been counted until now. */
    public Counts counts() {
        double[] bounds = Arrays.copyOf(BOUNDS, BOUNDS.length + 1);
        bounds[BOUNDS.length] = Double.POSITIVE_INFINITY;
        return new Counts(
                bounds,
                Arrays.stream(buckets.counts).mapToLong(LongAdder::sum).toArray(),
                buckets.sumNanos.sum() / NANOS);
    }

    /** How many durations there have been until now in each of {@link FineBuckets}. */
    public long[] fineCounts() {
        return buckets.fine.counts();
    }

    /**
     * Notes the trace of a duration that was counted: the newest one in each bucket leads from a histogram to an example.
     *
     * @param nanos the duration
     * @param traceId 32 hexadecimal digits
     * @param spanId 16 hexadecimal digits
     */
    public void exemplar(long nanos, String traceId, String spanId) {
        buckets.exemplars.set(
                Buckets.index(nanos), new Exemplar(nanos / NANOS, traceId, spanId, System.currentTimeMillis()));
    }

    /** The newest exemplar of each bucket that has one. */
    public List<Exemplar> exemplars() {
        return IntStream.range(0, buckets.exemplars.length())
                .mapToObj(buckets.exemplars::get)
                .filter(Objects::nonNull)
                .toList();
    }

    /**
     * A duration and its trace.
     *
     * @param seconds the duration
     * @param at when it ended, in milliseconds since the epoch
     */
    public record Exemplar(double seconds, String traceId, String spanId, long at) {}

    /**
     * The durations so far.
     *
     * @param upperBounds of each bucket, inclusive, in seconds, ascending; the last one is infinite
     * @param perBucket how many durations are in each bucket and in no lower one
     * @param sum of all durations, in seconds
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed over to whoever asked, and compared by nobody.
    public record Counts(double[] upperBounds, long[] perBucket, double sum) {}

    /** Counts what the timer is told; no sample is kept. */
    private static final class Buckets implements Reservoir {
        private static final long[] BOUNDS_NANOS = Arrays.stream(BOUNDS)
                .mapToLong(bound -> Math.round(bound * NANOS))
                .toArray();

        private final LongAdder[] counts =
                Stream.generate(LongAdder::new).limit(BOUNDS.length + 1).toArray(LongAdder[]::new);
        private final AtomicReferenceArray<Exemplar> exemplars = new AtomicReferenceArray<>(BOUNDS.length + 1);
        private final LongAdder sumNanos = new LongAdder();
        private final FineBuckets fine = new FineBuckets();

        @Override
        public void update(long nanos) {
            counts[index(nanos)].increment();
            sumNanos.add(nanos);
            fine.count(nanos);
        }

        static int index(long nanos) {
            int found = Arrays.binarySearch(BOUNDS_NANOS, nanos);
            return found < 0 ? -found - 1 : found;
        }

        @Override
        public int size() {
            return (int) Math.min(Integer.MAX_VALUE, FineBuckets.total(null, fine.counts()));
        }

        @Override
        public Snapshot getSnapshot() {
            return fine.snapshot();
        }
    }
}

package smart.service.backend.attempt;

import com.codahale.metrics.Reservoir;
import com.codahale.metrics.Snapshot;
import com.codahale.metrics.Timer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A timer that counts in buckets since the start of the service. Buckets of several replicas can be added up;
 * percentiles can't. Its percentiles cover all durations so far. Safe for use by many threads without blocking.
 */
public final class LatencyTimer extends Timer {
    /**
     * Narrow in the usual range of response times. 10 s, the default timeout, is one of the bounds, and so is each threshold of
     * an alert: Prometheus only estimates percentiles between two bounds.
     */
    private static final double[] BOUNDS = {
        0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 1.5, 2, 2.5, 3, 5, 7.5, 10, 15, 30, 60
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

    /** The counts so far. */
    public Counts counts() {
        double[] bounds = Arrays.copyOf(BOUNDS, BOUNDS.length + 1);
        bounds[BOUNDS.length] = Double.POSITIVE_INFINITY;
        return new Counts(
                bounds,
                Arrays.stream(buckets.counts).mapToLong(LongAdder::sum).toArray(),
                buckets.sumNanos.sum() / NANOS);
    }

    /** The number of durations so far in each of {@link FineBuckets}. */
    public long[] fineCounts() {
        return buckets.fine.counts();
    }

    /**
     * Records the trace of a counted duration. The newest trace of each bucket is its exemplar.
     *
     * @param nanos the duration
     * @param high the first 8 bytes of the trace's id
     * @param low its last 8 bytes
     * @param span the span's id
     */
    public void exemplar(long nanos, long high, long low, long span) {
        buckets.exemplars.set(
                Buckets.index(nanos), new Exemplar(nanos / NANOS, high, low, span, System.currentTimeMillis()));
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
     * @param high the first 8 bytes of the trace's id
     * @param low its last 8 bytes
     * @param span the span's id
     * @param at when it ended, in milliseconds since the epoch
     */
    public record Exemplar(double seconds, long high, long low, long span, long at) {
        /** The trace's id: 32 hexadecimal digits. */
        public String traceId() {
            return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
        }

        /** The span's id: 16 hexadecimal digits. */
        public String spanId() {
            return HexFormat.of().toHexDigits(span);
        }
    }

    /**
     * The durations so far.
     *
     * @param upperBounds of each bucket, inclusive, in seconds, ascending; the last one is infinite
     * @param perBucket the number of durations in each bucket alone
     * @param sum of all durations, in seconds
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed to the caller, and not compared.
    public record Counts(double[] upperBounds, long[] perBucket, double sum) {}

    /** Counts durations; it keeps no samples. */
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

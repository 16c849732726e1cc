package smart.service.backend.attempt;

import com.codahale.metrics.Snapshot;
import com.codahale.metrics.WeightedSnapshot;
import com.codahale.metrics.WeightedSnapshot.WeightedSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts durations in narrow buckets, for percentiles accurate to 3 %: sixteen buckets per doubling, from 8 us to 137
 * s, as in HdrHistogram. Counts only grow, so the difference of two snapshots covers the time between them. Safe for
 * use by many threads without blocking.
 */
public final class FineBuckets {
    private static final int BITS = 4;
    private static final int PER_DOUBLING = 1 << BITS;
    private static final int LOWEST_EXPONENT = 13;
    private static final int DOUBLINGS = 24;
    private static final int BUCKETS = DOUBLINGS * PER_DOUBLING;

    private final LongAdder[] counts =
            Stream.generate(LongAdder::new).limit(BUCKETS).toArray(LongAdder[]::new);

    void count(long nanos) {
        counts[bucket(nanos)].increment();
    }

    long[] counts() {
        return Arrays.stream(counts).mapToLong(LongAdder::sum).toArray();
    }

    /** Shorter and longer durations are in the first and the last bucket. */
    private static int bucket(long nanos) {
        if (nanos < 1L << LOWEST_EXPONENT) {
            return 0;
        }
        int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
        int within = (int) (nanos >>> (exponent - BITS)) & (PER_DOUBLING - 1);
        return Math.min(BUCKETS - 1, (exponent - LOWEST_EXPONENT) * PER_DOUBLING + within);
    }

    /**
     * The percentile of the durations between two snapshots, in milliseconds: the middle of its bucket.
     *
     * @param before the counts at the beginning, or null for none
     * @param percentile more than 0 and at most 100
     * @return NaN without durations
     */
    public static double percentileMillis(long @Nullable [] before, long[] after, double percentile) {
        long total = total(before, after);
        if (total == 0) {
            return Double.NaN;
        }
        long rank = Math.max(1, (long) Math.ceil(total * percentile / 100));
        long seen = 0;
        int bucket = -1;
        while (seen < rank) {
            bucket++;
            seen += after[bucket] - (before == null ? 0 : before[bucket]);
        }
        return middleNanos(bucket) / 1e6;
    }

    /** The number of durations between two snapshots. */
    public static long total(long @Nullable [] before, long[] after) {
        return Arrays.stream(after).sum()
                - (before == null ? 0 : Arrays.stream(before).sum());
    }

    /** All durations so far, each rounded to the middle of its bucket. */
    Snapshot snapshot() {
        long[] now = counts();
        List<WeightedSample> samples = new ArrayList<>();
        for (int bucket = 0; bucket < now.length; bucket++) {
            if (now[bucket] > 0) {
                samples.add(new WeightedSample(Math.round(middleNanos(bucket)), now[bucket]));
            }
        }
        return new WeightedSnapshot(samples);
    }

    private static double middleNanos(int bucket) {
        double doubling = Math.scalb(1.0, LOWEST_EXPONENT + bucket / PER_DOUBLING);
        return doubling * (1 + (bucket % PER_DOUBLING + 0.5) / PER_DOUBLING);
    }
}

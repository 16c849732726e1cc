package smart.service.hedge.policy;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Counts latencies in a thousand buckets, 3 % wide, from a microsecond to an hour. Safe for use by many threads without
 * blocking; a reader may miss latencies that are just being counted.
 */
final class LatencyCounts {
    /** The index is a double's exponent with five bits of its mantissa: 32 buckets per octave. */
    private static final int DROPPED_BITS = 47;

    private static final double SHORTEST = 1L << 10;
    private static final double LONGEST = 1L << 42;
    private static final int FIRST = bucket(SHORTEST);

    private final AtomicIntegerArray counts = new AtomicIntegerArray(bucket(LONGEST) - FIRST + 1);

    /** Counts one, in nanoseconds. */
    void add(long nanos) {
        counts.getAndIncrement(bucket(Math.max(SHORTEST, Math.min(LONGEST, (double) nanos))) - FIRST);
    }

    /** The median in nanoseconds, accurate to three percent; 0 without latencies. */
    double median() {
        int all = 0;
        for (int i = 0; i < counts.length(); i++) {
            all += counts.getPlain(i);
        }
        int seen = 0;
        for (int i = 0; all > 0 && i < counts.length(); i++) {
            seen += counts.getPlain(i);
            if (seen * 2 > all) {
                return middle(i + FIRST);
            }
        }
        return 0;
    }

    private static int bucket(double nanos) {
        return (int) (Double.doubleToRawLongBits(nanos) >>> DROPPED_BITS);
    }

    private static double middle(int bucket) {
        return Double.longBitsToDouble(((long) bucket << DROPPED_BITS) | (1L << (DROPPED_BITS - 1)));
    }
}

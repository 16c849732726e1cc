package smart.service.hedge.policy;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * How many latencies fell into each of a thousand buckets, 3 % wide, from a microsecond to an hour. Safe for use by many
 * threads, which don't wait for each other: whoever reads sees what has been counted, or is one of those that just come.
 */
final class LatencyCounts {
    /** A double's bits are its exponent and its mantissa: of the mantissa five bits are kept, 32 buckets an octave. */
    private static final int DROPPED_BITS = 47;

    private static final double SHORTEST = 1L << 10;
    private static final double LONGEST = 1L << 42;
    private static final int FIRST = bucket(SHORTEST);

    private final AtomicIntegerArray counts = new AtomicIntegerArray(bucket(LONGEST) - FIRST + 1);

    /** Counts one, in nanoseconds. */
    void add(long nanos) {
        counts.getAndIncrement(bucket(Math.max(SHORTEST, Math.min(LONGEST, (double) nanos))) - FIRST);
    }

    /** What half of them take at most, in nanoseconds, to three percent; 0 where there are none. */
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

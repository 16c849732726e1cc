package smart.service.hedge.policy;

import java.util.Arrays;

/**
 * A quantile of the values of some time, and at most of the newest N of them. They are kept sorted: a new value costs a
 * search and a move, no sort. Not thread-safe.
 */
final class SlidingQuantile {
    private final double[] newest;
    private final long[] times;
    private final long nanos;
    private final double[] sorted;
    private int size;
    private int next;

    /**
     * @param most the number of values
     * @param nanos the age beyond which a value does not count
     */
    SlidingQuantile(int most, long nanos) {
        this.newest = new double[most];
        this.times = new long[most];
        this.sorted = new double[most];
        this.nanos = nanos;
    }

    /**
     * Adds a value, and drops those that are too old, or too many.
     *
     * @param value not NaN
     * @param now not before that of the last value
     */
    void add(double value, long now) {
        while (size > 0 && (size == newest.length || now - times[oldest()] > nanos)) {
            dropOldest();
        }
        int found = Arrays.binarySearch(sorted, 0, size, value);
        int place = found < 0 ? -found - 1 : found;
        System.arraycopy(sorted, place, sorted, place + 1, size - place);
        sorted[place] = value;
        size++;
        newest[next] = value;
        times[next] = now;
        next = (next + 1) % newest.length;
    }

    private int oldest() {
        return Math.floorMod(next - size, newest.length);
    }

    private void dropOldest() {
        int place = Arrays.binarySearch(sorted, 0, size, newest[oldest()]);
        size--;
        System.arraycopy(sorted, place + 1, sorted, place, size - place);
    }

    int size() {
        return size;
    }

    /** The {@code 1/of} quantile: for 10, a tenth of the values are smaller. There must be at least one value. */
    double oneIn(int of) {
        return sorted[size / of];
    }
}

package smart.service.hedge.policy;

import java.util.Arrays;

/**
 * A quantile of the newest N values. They are kept sorted: a new value costs a search and a move, no sort. Not
 * thread-safe.
 */
final class SlidingQuantile {
    private final double[] newest;
    private final double[] sorted;
    private int size;
    private int next;

    /** @param most the number of newest values */
    SlidingQuantile(int most) {
        newest = new double[most];
        sorted = new double[most];
    }

    /** Adds a value, which replaces the oldest one if the window is full. Not NaN. */
    void add(double value) {
        if (size == newest.length) {
            int old = Arrays.binarySearch(sorted, 0, size, newest[next]);
            size--;
            System.arraycopy(sorted, old + 1, sorted, old, size - old);
        }
        int found = Arrays.binarySearch(sorted, 0, size, value);
        int place = found < 0 ? -found - 1 : found;
        System.arraycopy(sorted, place, sorted, place + 1, size - place);
        sorted[place] = value;
        size++;
        newest[next] = value;
        next = (next + 1) % newest.length;
    }

    int size() {
        return size;
    }

    /** The {@code 1/of} quantile: for 10, a tenth of the values are smaller. There must be at least one value. */
    double oneIn(int of) {
        return sorted[size / of];
    }
}

package smart.mock.journal;

import java.util.Arrays;

/** The last {@code capacity} of a sequence of ascending longs. It grows as it fills. Not thread-safe. */
final class LongRing {
    private final int capacity;
    private long[] values = new long[0];
    private long added;

    LongRing(int capacity) {
        this.capacity = capacity;
    }

    void add(long value) {
        if (added == values.length && values.length < capacity) {
            values = Arrays.copyOf(values, (int) Math.min(capacity, Math.max(1024, values.length * 2L)));
        }
        values[(int) (added % values.length)] = value;
        added++;
    }

    /** How many were ever added. */
    long added() {
        return added;
    }

    /** How many are no longer kept. */
    long dropped() {
        return Math.max(0, added - values.length);
    }

    /** The first {@code limit} of those kept that are above {@code floor}. */
    long[] above(long floor, int limit) {
        long first = dropped();
        long last = added;
        while (first < last) {
            long middle = (first + last) >>> 1;
            if (at(middle) > floor) {
                last = middle;
            } else {
                first = middle + 1;
            }
        }
        var found = new long[(int) Math.min(limit, added - first)];
        for (int i = 0; i < found.length; i++) {
            found[i] = at(first + i);
        }
        return found;
    }

    private long at(long index) {
        return values[(int) (index % values.length)];
    }
}

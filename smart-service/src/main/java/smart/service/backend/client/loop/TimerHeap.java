package smart.service.backend.client.loop;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Timers ordered by deadline. Most calls have the same timeout, so a new timer usually stays at the end, where it is
 * inserted. Removal needs no search. Used by one thread.
 */
final class TimerHeap {
    private static final int INITIAL = 64;

    private @Nullable Entry[] heap = new Entry[INITIAL];
    private int size;

    /** A task with its deadline on the clock of the loop, in nanoseconds. */
    abstract static class Entry {
        private final long deadline;
        private int index = -1;

        Entry(long deadline) {
            this.deadline = deadline;
        }

        abstract void run();

        private boolean isBefore(Entry other) {
            return deadline - other.deadline < 0;
        }
    }

    void add(Entry entry) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        up(size++, entry);
    }

    /** Removes the entry if it is present. */
    void remove(Entry entry) {
        int index = entry.index;
        if (index < 0) {
            return;
        }
        entry.index = -1;
        Entry last = at(--size);
        heap[size] = null;
        if (index == size) {
            return;
        }
        up(index, last);
        if (last.index == index) {
            down(index, last);
        }
    }

    /** Takes the first entry whose deadline has passed, or null if there is none. */
    @Nullable Entry pollDue(long now) {
        if (size == 0 || at(0).deadline - now > 0) {
            return null;
        }
        Entry first = at(0);
        remove(first);
        return first;
    }

    /** The time to the first deadline in nanoseconds, negative if it has passed; {@link Long#MAX_VALUE} for none. */
    long untilNext(long now) {
        return size == 0 ? Long.MAX_VALUE : at(0).deadline - now;
    }

    int size() {
        return size;
    }

    private void up(int start, Entry entry) {
        int index = start;
        while (index > 0 && entry.isBefore(at((index - 1) >>> 1))) {
            put(index, at((index - 1) >>> 1));
            index = (index - 1) >>> 1;
        }
        put(index, entry);
    }

    private void down(int start, Entry entry) {
        int index = start;
        for (int child = 2 * index + 1; child < size; child = 2 * index + 1) {
            if (child + 1 < size && at(child + 1).isBefore(at(child))) {
                child++;
            }
            if (!at(child).isBefore(entry)) {
                break;
            }
            put(index, at(child));
            index = child;
        }
        put(index, entry);
    }

    private void put(int index, Entry entry) {
        heap[index] = entry;
        entry.index = index;
    }

    private Entry at(int index) {
        return java.util.Objects.requireNonNull(heap[index]);
    }
}

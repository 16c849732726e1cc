package smart.service.backend.window;

import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * Cuts time into slices of the same length, numbered by the clock. Each slice of the window has a slot of an array; a
 * new slice takes over the slot of the one that has left the window. Immutable; safe for use by many threads.
 */
public final class TimeSlices {
    private final LongSupplier nanoTime;
    private final long nanos;
    private final int count;

    /**
     * Slices of the given length.
     *
     * @param nanoTime the clock, in nanoseconds
     * @param nanos how long a slice lasts
     * @param count the number of slices in the window, including the current one
     */
    public TimeSlices(LongSupplier nanoTime, long nanos, int count) {
        this.nanoTime = nanoTime;
        this.nanos = nanos;
        this.count = count;
    }

    /** The number of the current slice. */
    public long now() {
        return Math.floorDiv(nanoTime.getAsLong(), nanos);
    }

    /** The number of the oldest slice in the window whose newest slice is {@code newest}. */
    public long oldest(long newest) {
        return newest - count + 1;
    }

    /** The slot of the slice with that number: an array index below the number of slices. */
    public int slot(long slice) {
        return Math.floorMod(slice, count);
    }

    /**
     * Empties the slots of all slices that have begun after {@code newest}, each once. If the clock steps back, it
     * empties nothing.
     *
     * @param newest the newest slice so far
     * @param empty empties one slot
     * @return the newest slice now
     */
    public long advance(long newest, IntConsumer empty) {
        long now = now();
        for (long slice = Math.max(newest, now - count) + 1; slice <= now; slice++) {
            empty.accept(slot(slice));
        }
        return Math.max(newest, now);
    }
}

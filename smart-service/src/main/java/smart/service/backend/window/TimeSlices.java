package smart.service.backend.window;

import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * Cuts time into slices of one length, numbered by the clock, and gives each of the newest so many a slot of an array.
 * Immutable; safe for use by many threads.
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
     * @param count how many slices the window has, the present one included
     */
    public TimeSlices(LongSupplier nanoTime, long nanos, int count) {
        this.nanoTime = nanoTime;
        this.nanos = nanos;
        this.count = count;
    }

    /** The number of the present slice. */
    public long now() {
        return Math.floorDiv(nanoTime.getAsLong(), nanos);
    }

    /** The number of the oldest slice in the window, where {@code newest} is the newest. */
    public long oldest(long newest) {
        return newest - count + 1;
    }

    /** The slot of the slice with that number: from 0 to one less than there are slices. */
    public int slot(long slice) {
        return Math.floorMod(slice, count);
    }

    /**
     * Empties the slots of all slices that have begun since {@code newest} was the newest, each once. A clock that goes back
     * changes nothing.
     *
     * @param empty told the slots
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

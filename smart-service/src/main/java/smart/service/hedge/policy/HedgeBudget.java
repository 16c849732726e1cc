package smart.service.hedge.policy;

import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import smart.service.backend.window.TimeSlices;

/**
 * Bounds the extra attempts: a token bucket that calls fill and extra attempts empty. A token lasts for a second, so that
 * a quiet time saves nothing up for a flood: at each extra attempt, those of the last second are at most the given
 * percentage of that second's calls, and the number that is always allowed. (Finagle's {@code RetryBudget}, whose tokens
 * last for ten.)
 *
 * <p>All this only while it helps: after a hundred extra attempts of which none won, there is one a second, until one
 * wins again. Where a backend is near its capacity, the attempt that came later is answered later: it never wins, and even
 * the few that are always allowed could be what is too much. Safe for use by many threads.
 */
final class HedgeBudget {
    private static final int SLICES_PER_SECOND = 20;
    private static final long SLICE_NANOS = TimeUnit.SECONDS.toNanos(1) / SLICES_PER_SECOND;
    // One more than a second has, since the present slice is not over: attempts are counted for a second or a little
    // longer, calls for a second or a little less. So the bound holds to the nanosecond.
    private static final int SLICES = SLICES_PER_SECOND + 1;

    /** So many extra attempts in a row may win nothing, and one more in each second: who tries no more learns no more. */
    private static final int PATIENCE = 100;

    private final TimeSlices slices;
    // All guarded by this.
    private final long[] calls = new long[SLICES];
    private final long[] extraAttempts = new long[SLICES];
    private final IntConsumer empty = slot -> {
        calls[slot] = 0;
        extraAttempts[slot] = 0;
    };
    private long newest;
    private int patience = PATIENCE;

    /** @param nanoTime the clock, in nanoseconds */
    HedgeBudget(LongSupplier nanoTime) {
        this.slices = new TimeSlices(nanoTime, SLICE_NANOS, SLICES);
        this.newest = slices.now();
    }

    /** Fills the bucket by one call. */
    synchronized void called() {
        calls[advance()]++;
    }

    /** An extra attempt was of use. */
    synchronized void won() {
        patience = PATIENCE;
    }

    /**
     * Takes a token for one extra attempt, if there is one.
     *
     * @param percent how many extra attempts a hundred calls pay for
     * @param minPerSecond how many extra attempts in a second need no call to pay for them
     */
    synchronized boolean tryTake(double percent, int minPerSecond) {
        int slot = advance();
        int oldest = (slot + 1) % SLICES;
        long paying = -calls[oldest];
        long taken = 0;
        for (int i = 0; i < SLICES; i++) {
            paying += calls[i];
            taken += extraAttempts[i];
        }
        if (patience == 0 || taken + 1 > paying * percent / 100 + minPerSecond) {
            return false;
        }
        patience--;
        extraAttempts[slot]++;
        return true;
    }

    /** Empties the slices that time has passed over, and returns the present one's index. */
    private int advance() {
        long before = newest;
        newest = slices.advance(before, empty);
        if (Math.floorDiv(newest, SLICES_PER_SECOND) > Math.floorDiv(before, SLICES_PER_SECOND)) {
            patience = Math.max(1, patience);
        }
        return slices.slot(newest);
    }
}

package smart.service.hedge.policy;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import smart.service.backend.window.TimeSlices;

/**
 * Limits extra attempts with a token bucket: calls add tokens, extra attempts take them. A token lasts for a second, so
 * quiet times save up nothing for a flood. So in any second there are at most the given percentage of that second's
 * calls, plus a fixed number. (In Finagle's {@code RetryBudget} tokens last for ten seconds.)
 *
 * <p>After a hundred extra attempts without a win, it allows one per second until one wins again. If a backend is near
 * its capacity, a later request is served later, so extra attempts never win, and even the fixed number could be too
 * much. Safe for use by many threads.
 */
final class HedgeBudget {
    private static final int SLICES_PER_SECOND = 20;
    private static final long SLICE_NANOS = TimeUnit.SECONDS.toNanos(1) / SLICES_PER_SECOND;
    // One more slice than a second has, since the current slice is incomplete. Attempts are counted over slightly more
    // than a second, calls over slightly less, so the limit holds exactly.
    private static final int SLICES = SLICES_PER_SECOND + 1;

    /**
     * The number of extra attempts in a row that may lose. After that, one per second continues, to learn when hedging
     * helps again.
     */
    private static final int MOST_WITHOUT_WIN = 100;

    private final TimeSlices slices;
    // Each call adds to it without a lock. A call that is counted exactly at the end of a slice may count in the next
    // one.
    private final AtomicLongArray calls = new AtomicLongArray(SLICES);
    private volatile long newest;
    // All guarded by this, a lock that is taken for due extra attempts, and by one call in each slice.
    private final long[] extraAttempts = new long[SLICES];
    private final IntConsumer empty = this::empty;
    private int lossesLeft = MOST_WITHOUT_WIN;

    /** @param nanoTime the clock, in nanoseconds */
    HedgeBudget(LongSupplier nanoTime) {
        this.slices = new TimeSlices(nanoTime, SLICE_NANOS, SLICES);
        this.newest = slices.now();
    }

    /** Adds one call's tokens to the bucket. */
    void called() {
        long slice = slices.now();
        calls.getAndIncrement(slice == newest ? slices.slot(slice) : advance());
    }

    /** An extra attempt gave the response. */
    synchronized void won() {
        lossesLeft = MOST_WITHOUT_WIN;
    }

    /**
     * Takes a token for one extra attempt, if there is one.
     *
     * @param percent the number of extra attempts that a hundred calls allow
     * @param minPerSecond the number of extra attempts per second that are allowed on top
     * @return null if the token is taken, otherwise the reason
     */
    synchronized @Nullable String tryTake(double percent, int minPerSecond) {
        int slot = advance();
        int oldest = (slot + 1) % SLICES;
        long paying = -calls.get(oldest);
        long taken = 0;
        for (int i = 0; i < SLICES; i++) {
            paying += calls.get(i);
            taken += extraAttempts[i];
        }
        if (lossesLeft == 0) {
            return "extra attempts do not win";
        }
        if (taken + 1 > paying * percent / 100 + minPerSecond) {
            return "budget spent";
        }
        lossesLeft--;
        extraAttempts[slot]++;
        return null;
    }

    private void empty(int slot) {
        calls.set(slot, 0);
        extraAttempts[slot] = 0;
    }

    /** Empties the expired slices, and returns the index of the current one. */
    private synchronized int advance() {
        long before = newest;
        newest = slices.advance(before, empty);
        if (Math.floorDiv(newest, SLICES_PER_SECOND) > Math.floorDiv(before, SLICES_PER_SECOND)) {
            lossesLeft = Math.max(1, lossesLeft);
        }
        return slices.slot(newest);
    }
}

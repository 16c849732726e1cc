package smart.service.backend;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How the attempts of the last 30 s ended, in slices of 5 s. Safe for use by many threads.
 */
public final class RecentAttempts implements AttemptListener {
    private static final long SLICE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int SLICES = 6;

    private final LongSupplier nanoTime;
    // All guarded by this.
    private final long[] succeeded = new long[SLICES];
    private final long[] failed = new long[SLICES];
    private long newest;
    private @Nullable BackendFailure newestFailure;

    /** @param nanoTime the clock, in nanoseconds */
    public RecentAttempts(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.newest = slice();
    }

    /**
     * What happened in the window.
     *
     * @param succeeded attempts with a success
     * @param failed attempts that failed; cancelled ones are not counted
     * @param newestFailure the last failure, or null for none
     */
    public record Outcomes(long succeeded, long failed, @Nullable BackendFailure newestFailure) {
        long total() {
            return succeeded + failed;
        }
    }

    @Override
    public synchronized void ended(Attempt attempt) {
        int slot = advance();
        if (attempt.result() == Result.SUCCESS) {
            succeeded[slot]++;
        } else if (attempt.result() == Result.FAILURE) {
            failed[slot]++;
            newestFailure = attempt.failure();
        }
    }

    /** What happened in the last 30 s. */
    public synchronized Outcomes outcomes() {
        advance();
        long good = 0;
        long bad = 0;
        for (int i = 0; i < SLICES; i++) {
            good += succeeded[i];
            bad += failed[i];
        }
        return new Outcomes(good, bad, bad == 0 ? null : newestFailure);
    }

    /** Empties the slices that time has passed over, and returns the present one's index. */
    private int advance() {
        long now = slice();
        for (long i = Math.max(newest, now - SLICES) + 1; i <= now; i++) {
            int slot = Math.floorMod(i, SLICES);
            succeeded[slot] = 0;
            failed[slot] = 0;
        }
        newest = Math.max(newest, now);
        return Math.floorMod(newest, SLICES);
    }

    private long slice() {
        return Math.floorDiv(nanoTime.getAsLong(), SLICE_NANOS);
    }
}

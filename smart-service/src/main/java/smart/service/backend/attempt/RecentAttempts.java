package smart.service.backend.attempt;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import smart.service.backend.BackendFailure;
import smart.service.backend.window.TimeSlices;

/**
 * The results of the attempts of the last 30 s, in slices of 5 s, without {@link ShortTimeouts}. Safe for use by many
 * threads without blocking; an attempt that ends exactly when a slice begins may be lost.
 */
public final class RecentAttempts implements AttemptListener {
    private static final long SLICE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int SLICES = 6;

    private final TimeSlices time;
    private final ShortTimeouts shortTimeouts;
    private final AtomicReferenceArray<@Nullable Slice> slices = new AtomicReferenceArray<>(SLICES);
    private volatile @Nullable BackendFailure newestFailure;

    /** The counts of 5 s. */
    private record Slice(long number, LongAdder succeeded, LongAdder failed, LongAdder abandoned) {}

    /**
     * @param timeout of a call
     * @param nanoTime the clock, in nanoseconds
     */
    public RecentAttempts(Supplier<Duration> timeout, LongSupplier nanoTime) {
        this.time = new TimeSlices(nanoTime, SLICE_NANOS, SLICES);
        this.shortTimeouts = new ShortTimeouts(timeout);
    }

    /**
     * The counts of the window.
     *
     * @param succeeded attempts with a success
     * @param failed attempts that failed
     * @param abandoned attempts that were cancelled when they had run for as long as a timeout that counts. Where none
     *     succeeded, hedging has cancelled none of them: their callers have left
     * @param newestFailure the last failure, or null for none
     */
    public record Outcomes(long succeeded, long failed, long abandoned, @Nullable BackendFailure newestFailure) {
        /** Those that tell something about the backend. */
        long total() {
            return succeeded + bad();
        }

        /** The failed ones; without any success the abandoned ones as well. */
        long bad() {
            return succeeded == 0 ? failed + abandoned : failed;
        }
    }

    @Override
    public void ended(Attempt attempt) {
        if (attempt.result() == Result.SUCCESS) {
            current().succeeded().increment();
        } else if (attempt.result() == Result.FAILURE && !shortTimeouts.contain(attempt)) {
            current().failed().increment();
            newestFailure = attempt.failure();
        } else if (attempt.result() == Result.CANCELLED && shortTimeouts.isLong(attempt.elapsedNanos())) {
            current().abandoned().increment();
        }
    }

    /** The counts of the last 30 s. */
    public Outcomes outcomes() {
        long oldest = time.oldest(time.now());
        long good = 0;
        long bad = 0;
        long abandoned = 0;
        for (int i = 0; i < SLICES; i++) {
            Slice slice = slices.get(i);
            if (slice != null && slice.number() >= oldest) {
                good += slice.succeeded().sum();
                bad += slice.failed().sum();
                abandoned += slice.abandoned().sum();
            }
        }
        return new Outcomes(good, bad, abandoned, bad == 0 ? null : newestFailure);
    }

    private Slice current() {
        long now = time.now();
        int index = time.slot(now);
        Slice slice = slices.get(index);
        if (slice != null && slice.number() >= now) {
            return slice;
        }
        Slice next = new Slice(now, new LongAdder(), new LongAdder(), new LongAdder());
        return slices.compareAndSet(index, slice, next) ? next : Objects.requireNonNull(slices.get(index));
    }
}

package smart.service.hedge.policy;

import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import smart.service.backend.window.TimeSlices;

/**
 * What first attempts of the last 30 s took, in slices of 5 s, to one percent. Safe for use by many threads.
 *
 * <p>Only first attempts, since extra ones are cancelled as soon as they are late. A first attempt that was outrun by an
 * extra one would have taken longer than it had until then, and is counted with that time: without it the window would
 * lose just the slow ones, the percentile would sink, more attempts would be outrun, and "the slowest 5 %" would become
 * 10 % and more.
 */
final class AttemptLatencies {
    private static final long SLICE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int SLICES = 6;
    private static final long REFRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST_MICROS = TimeUnit.HOURS.toMicros(1);
    /** Where fewer attempts than this succeeded, nothing is known. */
    private static final int ENOUGH = 20;
    /** One in twenty successes is at least as fast as what is called the fastest. */
    private static final double FASTEST = 5;

    private final LongSupplier nanoTime;
    private final TimeSlices slices;
    // The arrays' contents, newest, and the sums are guarded by this.
    private final Histogram[] succeeded = histograms();
    private final Histogram[] outrun = histograms();
    private final Histogram allSucceeded = histogram();
    private final Histogram all = histogram();
    private final IntConsumer empty = slot -> {
        clear(succeeded[slot]);
        clear(outrun[slot]);
    };
    private long newest;
    private volatile @Nullable Recent recent;

    /** @param nanoTime the clock, in nanoseconds */
    AttemptLatencies(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.slices = new TimeSlices(nanoTime, SLICE_NANOS, SLICES);
        this.newest = slices.now();
    }

    /**
     * What the window says; it is looked at ten times a second at most.
     *
     * @param at when it was looked at
     * @param percentile which percentile was asked for, or null for none
     * @param latency that percentile in nanoseconds, or -1 where it is not known
     * @param fastest what the fastest attempts take in nanoseconds, or 0 where that is not known
     */
    record Recent(long at, @Nullable Double percentile, long latency, long fastest) {
        private boolean answers(@Nullable Double asked, long now) {
            return now - at < REFRESH_NANOS && (asked == null || asked.equals(percentile));
        }
    }

    /** A first attempt succeeded after that time. */
    synchronized void succeeded(long nanos) {
        succeeded[advance()].recordValue(micros(nanos));
    }

    /** A first attempt was cancelled after that time, because an extra one had succeeded. */
    synchronized void outrun(long nanos) {
        outrun[advance()].recordValue(micros(nanos));
    }

    /** What the window says of {@code percentile} and of the fastest. */
    Recent recent(@Nullable Double percentile) {
        Recent known = recent;
        return known != null && known.answers(percentile, nanoTime.getAsLong()) ? known : refresh(percentile);
    }

    private synchronized Recent refresh(@Nullable Double percentile) {
        advance();
        clear(allSucceeded);
        clear(all);
        for (int i = 0; i < SLICES; i++) {
            add(allSucceeded, succeeded[i]);
            add(all, outrun[i]);
        }
        add(all, allSucceeded);
        Recent now = new Recent(nanoTime.getAsLong(), percentile, latency(percentile), fastest());
        recent = now;
        return now;
    }

    /**
     * Where more attempts hang than the percentile leaves out, it would climb to what hangs. So the answer is at most a
     * higher percentile of those that succeeded, which leaves out a fifth as many.
     */
    private long latency(@Nullable Double percentile) {
        if (percentile == null
                || allSucceeded.getTotalCount() < Math.max(ENOUGH, Math.round(100 / (100 - percentile)))) {
            return -1;
        }
        long micros = Math.min(
                all.getValueAtPercentile(percentile), allSucceeded.getValueAtPercentile(100 - (100 - percentile) / 5));
        return TimeUnit.MICROSECONDS.toNanos(micros);
    }

    private long fastest() {
        return allSucceeded.getTotalCount() < ENOUGH
                ? 0
                : TimeUnit.MICROSECONDS.toNanos(
                        allSucceeded.lowestEquivalentValue(allSucceeded.getValueAtPercentile(FASTEST)));
    }

    /** Empties the slices that time has passed over, and returns the present one's index. */
    private int advance() {
        newest = slices.advance(newest, empty);
        return slices.slot(newest);
    }

    private static long micros(long nanos) {
        return Math.min(Math.max(TimeUnit.NANOSECONDS.toMicros(nanos), 1), LONGEST_MICROS);
    }

    // Clearing and adding walk through thousands of counts, even of an empty histogram.
    private static void clear(Histogram histogram) {
        if (histogram.getTotalCount() > 0) {
            histogram.reset();
        }
    }

    private static void add(Histogram sum, Histogram part) {
        if (part.getTotalCount() > 0) {
            sum.add(part);
        }
    }

    private static Histogram histogram() {
        return new Histogram(LONGEST_MICROS, 2);
    }

    private static Histogram[] histograms() {
        return Stream.generate(AttemptLatencies::histogram).limit(SLICES).toArray(Histogram[]::new);
    }
}

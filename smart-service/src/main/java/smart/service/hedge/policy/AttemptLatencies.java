package smart.service.hedge.policy;

import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import smart.service.backend.window.TimeSlices;

/**
 * The latencies of first attempts in the last 30 s, in slices of 5 s, accurate to one percent. Safe for use by many
 * threads: an attempt is counted without a lock. Only the first one in a slice, and an evaluation, take one.
 *
 * <p>Only first attempts count, since extra ones are cancelled as soon as they are late. A first attempt that lost to
 * an extra one counts with its time until then, although it would have taken longer. Without it the window would lose
 * exactly the slow ones: the percentile would sink, more attempts would lose, and "the slowest 5 %" would become 10 %
 * and more.
 */
final class AttemptLatencies {
    private static final long SLICE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int SLICES = 6;
    private static final long REFRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST_MICROS = TimeUnit.HOURS.toMicros(1);
    /** With fewer successes than this, the percentile is unknown. */
    private static final int ENOUGH = 20;
    /** The percentile that counts as "the fastest": one success in twenty is at least as fast. */
    private static final double FASTEST = 5;

    private final LongSupplier nanoTime;
    private final TimeSlices slices;
    // An attempt that ends exactly at the end of a slice may be lost, or count in the next one.
    private final AtomicHistogram[] succeeded = histograms();
    private final AtomicHistogram[] outrun = histograms();
    private volatile long newest;
    // Guarded by this.
    private final Histogram allSucceeded = histogram();
    private final Histogram all = histogram();
    private final IntConsumer empty = this::empty;
    private volatile @Nullable Recent recent;

    /** @param nanoTime the clock, in nanoseconds */
    AttemptLatencies(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.slices = new TimeSlices(nanoTime, SLICE_NANOS, SLICES);
        this.newest = slices.now();
    }

    /**
     * The evaluated window; it is evaluated at most ten times a second.
     *
     * @param at the time of the evaluation
     * @param percentile the requested percentile, or null for none
     * @param latency that percentile in nanoseconds, or -1 if unknown
     * @param fastest the latency of the fastest attempts in nanoseconds, or 0 if unknown
     */
    record Recent(long at, @Nullable Double percentile, long latency, long fastest) {
        private boolean answers(@Nullable Double asked, long now) {
            return now - at < REFRESH_NANOS && (asked == null || asked.equals(percentile));
        }
    }

    /** A first attempt succeeded after that time. */
    void succeeded(long nanos) {
        succeeded[current()].recordValue(micros(nanos));
    }

    /** A first attempt was cancelled after that time, because an extra one won. */
    void outrun(long nanos) {
        outrun[current()].recordValue(micros(nanos));
    }

    /** The window's {@code percentile} and its fastest attempts. */
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
     * If more attempts hang than the percentile excludes, it would rise to the hanging ones. So the result is at most a
     * higher percentile of the successes, which excludes a fifth as many.
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

    private void empty(int slot) {
        clear(succeeded[slot]);
        clear(outrun[slot]);
    }

    /** The index of the current slice. */
    private int current() {
        long slice = slices.now();
        return slice == newest ? slices.slot(slice) : advance();
    }

    /** Empties the expired slices, and returns the index of the current one. */
    private synchronized int advance() {
        newest = slices.advance(newest, empty);
        return slices.slot(newest);
    }

    private static long micros(long nanos) {
        return Math.min(Math.max(TimeUnit.NANOSECONDS.toMicros(nanos), 1), LONGEST_MICROS);
    }

    // Clearing and adding iterate over thousands of counts, even for an empty histogram.
    private static void clear(AbstractHistogram histogram) {
        if (histogram.getTotalCount() > 0) {
            histogram.reset();
        }
    }

    private static void add(Histogram sum, AbstractHistogram part) {
        if (part.getTotalCount() > 0) {
            sum.add(part);
        }
    }

    private static Histogram histogram() {
        return new Histogram(LONGEST_MICROS, 2);
    }

    private static AtomicHistogram[] histograms() {
        return Stream.generate(() -> new AtomicHistogram(LONGEST_MICROS, 2))
                .limit(SLICES)
                .toArray(AtomicHistogram[]::new);
    }
}

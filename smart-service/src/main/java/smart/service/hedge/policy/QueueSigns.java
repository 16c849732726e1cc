package smart.service.hedge.policy;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Detects whether calls queue at the backend: first attempts take longer, and more calls are in flight, than in the
 * calm times of the last five minutes. One sign alone is not enough, since more calls may just be more load. In a
 * queue, an extra attempt would stand behind the first one and make the queue longer.
 *
 * <p>Slices notice a queue half a second late. So it also checks the calls in flight now: if they are more than 1.5
 * times the number that the newest rate and the calm latency explain (Little's law), and the newest attempts are slow,
 * calls queue. Without a slice in the last ten seconds, these are not known.
 *
 * <p>A slice lasts half a second and has at least fifty attempts. With fewer calls a slice lasts longer; a slice
 * without fifty attempts after five seconds is ignored.
 *
 * <p>Safe for use by many threads without blocking: an attempt that ends at the end of a slice may be lost. One of the
 * threads evaluates the ended slice, at most twice a second.
 */
final class QueueSigns {
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LONGEST_SLICE = TimeUnit.SECONDS.toNanos(5);
    private static final int ENOUGH = 50;
    /** The number of newest attempts that represent "now"; a power of two. */
    private static final int NEWEST = 16;

    private static final long MEMORY_NANOS = TimeUnit.MINUTES.toNanos(5);
    /** All of the shortest slices. */
    private static final int SLICES = (int) (MEMORY_NANOS / SLICE_NANOS);
    /** With fewer slices nothing is known. */
    private static final int FEW = 2;
    /** "Calm" is the calmest tenth of the slices, so that a single lucky slice does not decide. */
    private static final int CALM = 10;

    private static final double SLOWER = 1.5;
    private static final double MORE_CALLS = 1.2;
    /** Up to this many calls in flight are never a queue. */
    private static final double LEAST_EXPLAINED = 4;

    private static final double MORE_THAN_EXPLAINED = 1.5;

    private final LongSupplier nanoTime;
    private final AtomicReference<Slice> current;
    private final AtomicLongArray newest = new AtomicLongArray(NEWEST);
    // Two threads may write one place and skip another. That is acceptable: exact counting would need blocking.
    private final AtomicInteger place = new AtomicInteger();

    // Guarded by ended, a lock that only the thread at the end of a slice takes.
    private final Object ended = new Object();
    private final SlidingQuantile medians = new SlidingQuantile(SLICES, MEMORY_NANOS);
    private final SlidingQuantile inFlight = new SlidingQuantile(SLICES, MEMORY_NANOS);
    /** The average nanoseconds that a call was in flight, by Little's law. */
    private final SlidingQuantile residence = new SlidingQuantile(SLICES, MEMORY_NANOS);
    /** The end of the newest slice. A thread that was suspended may bring an older one later, which does not count. */
    private volatile long newestEnd;

    private volatile long queueingUntil;
    private volatile double calmMedian;
    private volatile double explained = Double.MAX_VALUE;

    /**
     * The attempts from {@code begin} on.
     *
     * @param calls the sum of the calls in flight at the end of each attempt
     */
    private record Slice(long begin, LatencyCounts latencies, LongAdder samples, LongAdder calls) {
        static Slice from(long begin) {
            return new Slice(begin, new LatencyCounts(), new LongAdder(), new LongAdder());
        }
    }

    /** @param nanoTime the clock, in nanoseconds */
    QueueSigns(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.queueingUntil = nanoTime.getAsLong();
        this.newestEnd = queueingUntil;
        this.current = new AtomicReference<>(Slice.from(queueingUntil));
    }

    /** @param callsInProgress now */
    boolean isQueueing(int callsInProgress) {
        long now = nanoTime.getAsLong();
        boolean known = now - newestEnd < 2 * LONGEST_SLICE;
        return queueingUntil - now > 0
                || (known && callsInProgress > MORE_THAN_EXPLAINED * explained && isNewestSlow());
    }

    /** Hanging calls also raise the calls in flight, but extra attempts help against them. */
    private boolean isNewestSlow() {
        double slow = SLOWER * calmMedian;
        int slowOnes = 0;
        for (int i = 0; i < NEWEST; i++) {
            slowOnes += newest.getOpaque(i) > slow ? 1 : 0;
        }
        return slowOnes >= NEWEST / 2;
    }

    /** A first attempt has succeeded after that time, with that many calls in flight. */
    void succeeded(long nanos, int callsInProgress) {
        long now = nanoTime.getAsLong();
        Slice slice = current();
        if (now - slice.begin() > LONGEST_SLICE) {
            current.compareAndSet(slice, Slice.from(now));
            slice = current();
        }
        slice.latencies().add(nanos);
        slice.samples().increment();
        slice.calls().add(callsInProgress);
        int next = place.getOpaque();
        newest.setOpaque(next & (NEWEST - 1), nanos);
        place.setOpaque(next + 1);
        if (now - slice.begin() >= SLICE_NANOS
                && slice.samples().sum() >= ENOUGH
                && current.compareAndSet(slice, Slice.from(now))) {
            end(slice, now);
        }
    }

    private Slice current() {
        return Objects.requireNonNull(current.get());
    }

    private void end(Slice slice, long now) {
        synchronized (ended) {
            long samples = slice.samples().sum();
            double perNano = samples / (double) (now - slice.begin());
            double median = slice.latencies().median();
            double calls = slice.calls().sum() / (double) samples;
            if (now - newestEnd < 0) {
                return;
            }
            newestEnd = now;
            medians.add(median, now);
            inFlight.add(calls, now);
            residence.add(calls / perNano, now);
            if (medians.size() >= FEW) {
                boolean queueing = median > SLOWER * medians.oneIn(CALM) && calls > MORE_CALLS * inFlight.oneIn(CALM);
                // Twice the length of a slice, so that it holds until the next slice has been evaluated.
                queueingUntil = queueing ? now + 2 * Math.max(SLICE_NANOS, now - slice.begin()) : now;
                calmMedian = medians.oneIn(CALM);
                explained = Math.max(LEAST_EXPLAINED, perNano * residence.oneIn(CALM));
            }
        }
    }
}

package smart.service.hedge.policy;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Whether calls queue at the backend: first attempts take longer, and more calls are in progress, than in the calm times of
 * the last five minutes. One alone is no sign: more calls may be just more calls. An extra attempt would then come later to
 * the queue than the first did, and make it longer.
 *
 * <p>Slices notice a queue half a second late. So it also checks the calls in flight now: if they are more than 1.5
 * times the number that the newest rate and the calm latency explain (Little's law), and the newest attempts are slow,
 * calls queue.
 *
 * <p>It looks at slices of half a second with fifty attempts or more. Where there are fewer calls than that, a slice lasts
 * longer; one that has not got its fifty within five seconds says nothing.
 *
 * <p>Safe for use by many threads, which don't wait for each other: an attempt that ends just as a slice does may be missing. One of
 * them looks at the slice that has ended, twice a second at most.
 */
final class QueueSigns {
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LONGEST_SLICE = TimeUnit.SECONDS.toNanos(5);
    private static final int ENOUGH = 50;
    /** So many of the newest tell of now; a power of two. */
    private static final int NEWEST = 16;

    /** Five minutes of the shortest slices. */
    private static final int SLICES = 600;
    /** With fewer slices nothing is known. */
    private static final int FEW = 2;
    /** "Calm" is the calmest tenth of the slices, so that a single lucky slice does not decide. */
    private static final int CALM = 10;

    private static final double SLOWER = 1.5;
    private static final double MORE_CALLS = 1.2;
    /** So few calls in progress are no queue. */
    private static final double LEAST_EXPLAINED = 4;

    private static final double MORE_THAN_EXPLAINED = 1.5;

    private final LongSupplier nanoTime;
    private final AtomicReference<Slice> current;
    private final AtomicLongArray newest = new AtomicLongArray(NEWEST);
    // Two threads may write one place, and skip one: so what. To count exactly, they would have to wait.
    private final AtomicInteger place = new AtomicInteger();

    // Guarded by ended, which only the thread takes that has ended a slice.
    private final Object ended = new Object();
    private final SlidingQuantile medians = new SlidingQuantile(SLICES);
    private final SlidingQuantile inFlight = new SlidingQuantile(SLICES);
    /** Nanoseconds that a call was in progress, on average: by Little's law. */
    private final SlidingQuantile residence = new SlidingQuantile(SLICES);

    private volatile long queueingUntil;
    private volatile double calmMedian;
    private volatile double explained = Double.MAX_VALUE;

    /**
     * The attempts from {@code begin} on.
     *
     * @param calls that were in progress as each of them ended, summed up
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
        this.current = new AtomicReference<>(Slice.from(queueingUntil));
    }

    /** @param callsInProgress now */
    boolean isQueueing(int callsInProgress) {
        return queueingUntil - nanoTime.getAsLong() > 0
                || (callsInProgress > MORE_THAN_EXPLAINED * explained && isNewestSlow());
    }

    /** Calls that hang make more calls in progress, too, and are what extra attempts are for. */
    private boolean isNewestSlow() {
        double slow = SLOWER * calmMedian;
        int slowOnes = 0;
        for (int i = 0; i < NEWEST; i++) {
            slowOnes += newest.getOpaque(i) > slow ? 1 : 0;
        }
        return slowOnes >= NEWEST / 2;
    }

    /** A first attempt has succeeded after that time, while so many calls were in progress. */
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
            medians.add(median);
            inFlight.add(calls);
            residence.add(calls / perNano);
            if (medians.size() >= FEW) {
                boolean queueing = median > SLOWER * medians.oneIn(CALM) && calls > MORE_CALLS * inFlight.oneIn(CALM);
                // Until the next slice ends, and a little longer.
                queueingUntil = queueing ? now + 2 * Math.max(SLICE_NANOS, now - slice.begin()) : now;
                calmMedian = medians.oneIn(CALM);
                explained = Math.max(LEAST_EXPLAINED, perNano * residence.oneIn(CALM));
            }
        }
    }
}

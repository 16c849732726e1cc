package smart.service.hedge.policy;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Detects whether calls queue at the backend: first attempts take longer, and more calls are in flight, than in the
 * calm times of the last five minutes. One sign alone is not enough, since more calls may just be more load. In a
 * queue, an extra attempt would stand behind the first one and make the queue longer. Safe for use by many threads.
 *
 * <p>Slices notice a queue half a second late. So it also checks the calls in flight now: if they are more than 1.5
 * times the number that the newest rate and the calm latency explain (Little's law), and the newest attempts are slow,
 * calls queue.
 *
 * <p>A slice lasts half a second and has at least fifty attempts. With fewer calls a slice lasts longer; a slice
 * without fifty attempts after five seconds is ignored.
 */
final class QueueSigns {
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LONGEST_SLICE = TimeUnit.SECONDS.toNanos(5);
    private static final int ENOUGH = 50;
    private static final int MOST = 200;
    /** The number of newest attempts that represent "now"; a power of two. */
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
    // Everything below is guarded by this; volatile fields may be read without it.
    private final long[] latencies = new long[MOST];
    private final long[] newest = new long[NEWEST];
    private int seen;
    private double calmMedian;
    private int samples;
    private long calls;
    private long begin;
    private final double[] medians = new double[SLICES];
    private final double[] inFlight = new double[SLICES];
    /** The average nanoseconds that a call was in flight, by Little's law. */
    private final double[] residence = new double[SLICES];

    private int slices;
    private volatile long queueingUntil;
    private volatile double explained = Double.MAX_VALUE;

    /** @param nanoTime the clock, in nanoseconds */
    QueueSigns(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.begin = nanoTime.getAsLong();
        this.queueingUntil = begin;
    }

    /** @param callsInProgress now */
    boolean isQueueing(int callsInProgress) {
        return queueingUntil - nanoTime.getAsLong() > 0
                || (callsInProgress > MORE_THAN_EXPLAINED * explained && isNewestSlow());
    }

    /** Hanging calls also raise the calls in flight, but extra attempts help against them. */
    private synchronized boolean isNewestSlow() {
        long[] sorted = newest.clone();
        Arrays.sort(sorted);
        return sorted[NEWEST / 2] > SLOWER * calmMedian;
    }

    /** A first attempt has succeeded after that time, with that many calls in flight. */
    synchronized void succeeded(long nanos, int callsInProgress) {
        long now = nanoTime.getAsLong();
        long lasted = now - begin;
        if (lasted > LONGEST_SLICE) {
            begin(now);
        }
        latencies[samples % MOST] = nanos;
        newest[seen++ & (NEWEST - 1)] = nanos;
        calls += callsInProgress;
        samples++;
        if (now - begin >= SLICE_NANOS && samples >= ENOUGH) {
            end(now);
            begin(now);
        }
    }

    private void begin(long now) {
        begin = now;
        samples = 0;
        calls = 0;
    }

    private void end(long now) {
        int kept = Math.min(samples, MOST);
        Arrays.sort(latencies, 0, kept);
        medians[slices % SLICES] = latencies[kept / 2];
        inFlight[slices % SLICES] = calls / (double) samples;
        int slice = slices % SLICES;
        double perNano = samples / (double) (now - begin);
        residence[slice] = inFlight[slice] / perNano;
        slices++;
        if (Math.min(slices, SLICES) >= FEW) {
            judge(slice, now);
            calmMedian = calm(medians);
            explained = Math.max(LEAST_EXPLAINED, perNano * calm(residence));
        }
    }

    private void judge(int slice, long now) {
        boolean queueing = medians[slice] > SLOWER * calm(medians) && inFlight[slice] > MORE_CALLS * calm(inFlight);
        // Until the next slice ends, and a little longer.
        queueingUntil = queueing ? now + 2 * Math.max(SLICE_NANOS, now - begin) : now;
    }

    private double calm(double[] ofSlices) {
        double[] sorted = Arrays.copyOf(ofSlices, Math.min(slices, SLICES));
        Arrays.sort(sorted);
        return sorted[sorted.length / CALM];
    }
}

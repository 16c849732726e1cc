package smart.bench.load.open;

import java.util.SplittableRandom;
import smart.bench.load.measure.Amount;

/**
 * The times at which one lane's requests of an open model are due, whether or not earlier ones are over. Not
 * thread-safe.
 */
interface Arrivals {
    /** There are no more. */
    double NEVER = Double.POSITIVE_INFINITY;

    /** Nanoseconds from the beginning of the load until the next request is due, in rising order, or {@link #NEVER}. */
    double next();

    /** Those of one of several lanes, counted from 0. Together they have the load's rate and its number of requests. */
    static Arrivals of(OpenLoad load, int lane, int lanes, SplittableRandom random) {
        if (!load.poisson()) {
            return constant(load, lane, lanes);
        }
        // The lanes' Poisson processes add up to one (superposition).
        Arrivals process = poisson(load.rate() / lanes, random);
        double warmup = load.warmup().toNanos();
        double end = warmup + load.duration().toNanos();
        if (load.amount() instanceof Amount.Requests requests) {
            return new CountedArrivals(process, warmup, end, share(requests.count(), lane, lanes), random);
        }
        return () -> {
            double due = process.next();
            return due < end ? due : NEVER;
        };
    }

    /**
     * Evenly spaced; the lanes take turns. A time is computed from the request's number, since a sum of gaps would be off
     * by more and more, and end a request too early.
     */
    private static Arrivals constant(OpenLoad load, int lane, int lanes) {
        double rate = load.rate();
        double warmup = load.warmup().toNanos();
        long end = load.amount() instanceof Amount.Requests requests
                ? firstFrom(warmup, rate) + requests.count()
                : firstFrom(warmup + load.duration().toNanos(), rate);
        long[] next = {lane};
        return () -> {
            long number = next[0];
            next[0] += lanes;
            return number < end ? due(number, rate) : NEVER;
        };
    }

    /** The number of the first request that is due at that time or later. */
    private static long firstFrom(double nanos, double rate) {
        long number = Math.max(0, (long) (nanos * rate / 1e9) - 1);
        while (due(number, rate) < nanos) {
            number++;
        }
        return number;
    }

    private static double due(long number, double rate) {
        return number * 1e9 / rate;
    }

    /** What one of several lanes has of a whole number, so that the shares add up to the whole. */
    static long share(long whole, int lane, int lanes) {
        return whole / lanes + (lane < whole % lanes ? 1 : 0);
    }

    /** A Poisson process without an end: its gaps are exponentially distributed. */
    static Arrivals poisson(double perSecond, SplittableRandom random) {
        double mean = 1e9 / perSecond;
        double[] due = {0};
        return () -> due[0] -= Math.log(1 - random.nextDouble()) * mean;
    }
}

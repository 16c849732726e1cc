package smart.bench.load.open;

import java.util.SplittableRandom;

/** The times at which the requests of an open model are due, whether or not earlier ones are over. Not thread-safe. */
interface Arrivals {

    /** Nanoseconds until the next one is due after the last. */
    double gapNanos();

    /** Evenly spaced. */
    static Arrivals constant(double perSecond) {
        double gap = 1e9 / perSecond;
        return () -> gap;
    }

    /** A Poisson process: gaps are exponentially distributed. */
    static Arrivals poisson(double perSecond, SplittableRandom random) {
        double mean = 1e9 / perSecond;
        return () -> -Math.log(1 - random.nextDouble()) * mean;
    }
}

package smart.bench.load.open;

import java.util.SplittableRandom;

/**
 * A Poisson process of which the number of requests in the measurement is given. They are as many times at random in the
 * measurement, uniformly distributed (Ross, "Introduction to Probability Models", section 5.3.5). In rising order the
 * next of n in a time is the smallest of n, so that none has to be kept.
 */
final class CountedArrivals implements Arrivals {
    private final Arrivals warmup;
    private final double begin;
    private final double end;
    private final SplittableRandom random;

    private double due;
    private long left;

    /**
     * Creates it.
     *
     * @param warmup the process until the measurement begins
     * @param begin of the measurement, in nanoseconds
     * @param end of the measurement
     * @param count requests in it
     */
    CountedArrivals(Arrivals warmup, double begin, double end, long count, SplittableRandom random) {
        this.warmup = warmup;
        this.begin = begin;
        this.end = end;
        this.left = count;
        this.random = random;
    }

    @Override
    public double next() {
        if (due < begin) {
            due = Math.min(begin, warmup.next());
            if (due < begin) {
                return due;
            }
        }
        if (left == 0) {
            return NEVER;
        }
        due += (end - due) * -Math.expm1(Math.log(1 - random.nextDouble()) / left);
        left--;
        return due;
    }
}

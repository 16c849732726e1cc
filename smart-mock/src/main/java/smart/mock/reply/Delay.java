package smart.mock.reply;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The time from the end of a request, or from its turn if the backend has a capacity, to the first byte of its reply.
 * Parameters are milliseconds; a distribution is clipped to 0 from below and to its maximum from above. A parameter out of
 * range is an {@link IllegalArgumentException} that says what is allowed. So is a distribution that would lose
 * more than its tail: the middle of a uniform one, a mean, a median and a Pareto minimum are below the maximum. Only those
 * of a constant may be equal to it.
 */
public sealed interface Delay {
    /** The longest allowed delay: an hour. */
    double MAX_MILLIS = 3_600_000;

    /** The maximum of a distribution that names none. */
    double USUAL_MAX_MILLIS = 60_000;

    /** No delay. */
    Delay NONE = new Fixed(0);

    /** Draws the next delay, in nanoseconds, without pauses. */
    long draw(RandomGenerator random);

    /**
     * The time from {@code begin} to the reply, in nanoseconds: the drawn delay plus the rest of a pause that it ends
     * in.
     *
     * @param begin when the work on the request begins, in nanoseconds since the scenario was set
     */
    static long from(Delay delay, long begin, long drawn) {
        if (delay instanceof Paused paused) {
            return paused.from(begin, drawn);
        }
        return delay instanceof Slowed slowed ? from(slowed.usual(), begin, drawn) : drawn;
    }

    /** Always the same. */
    static Delay of(Duration duration) {
        return new Fixed(duration.toNanos() / 1e6);
    }

    /** Always {@code millis}. */
    record Fixed(double millis) implements Delay {
        public Fixed {
            require(millis >= 0 && millis <= MAX_MILLIS, "a delay is 0 to 3600000 ms", millis);
        }

        @Override
        public long draw(RandomGenerator random) {
            return toNanos(millis, MAX_MILLIS);
        }
    }

    /** Each value between {@code low} and {@code high} equally likely. */
    record Uniform(double low, double high, double max) implements Delay {
        public Uniform {
            require(low >= 0 && low <= MAX_MILLIS, "uniform: the lower bound is 0 to 3600000 ms", low);
            require(high >= low && high <= MAX_MILLIS, "uniform: the upper bound is the lower one to 3600000 ms", high);
            requireMax(max, "uniform: the middle", (low + high) / 2, low == high);
        }

        @Override
        public long draw(RandomGenerator random) {
            return toNanos(low + (high - low) * random.nextDouble(), max);
        }
    }

    /** Normal, with mean and standard deviation. */
    record Normal(double mean, double deviation, double max) implements Delay {
        public Normal {
            require(mean >= 0 && mean <= MAX_MILLIS, "normal: the mean is 0 to 3600000 ms", mean);
            require(
                    deviation >= 0 && deviation <= MAX_MILLIS,
                    "normal: the standard deviation is 0 to 3600000 ms",
                    deviation);
            requireMax(max, "normal: the mean", mean, deviation == 0);
        }

        @Override
        public long draw(RandomGenerator random) {
            return toNanos(mean + deviation * random.nextGaussian(), max);
        }
    }

    /** Log-normal: {@code median * exp(sigma * N(0, 1))}. */
    record LogNormal(double median, double sigma, double max) implements Delay {
        public LogNormal {
            require(
                    median > 0 && median <= MAX_MILLIS,
                    "lognormal: the median is above 0 and up to 3600000 ms",
                    median);
            require(sigma >= 0 && sigma <= 10, "lognormal: sigma is 0 to 10", sigma);
            requireMax(max, "lognormal: the median", median, sigma == 0);
        }

        @Override
        public long draw(RandomGenerator random) {
            return toNanos(median * Math.exp(sigma * random.nextGaussian()), max);
        }
    }

    /** Pareto: at least {@code minimum}; a smaller {@code shape} has a heavier tail. */
    record Pareto(double minimum, double shape, double max) implements Delay {
        public Pareto {
            require(
                    minimum > 0 && minimum <= MAX_MILLIS,
                    "pareto: the minimum is above 0 and up to 3600000 ms",
                    minimum);
            require(shape > 0 && shape <= 100, "pareto: the shape is above 0 and up to 100", shape);
            requireMax(max, "pareto: the minimum", minimum, false);
        }

        @Override
        public long draw(RandomGenerator random) {
            return toNanos(minimum / Math.pow(1 - random.nextDouble(), 1 / shape), max);
        }
    }

    /** Like {@code usual}, but a share of the replies, from 0 to 1, takes {@code factor} times as long. */
    record Slowed(Delay usual, double share, double factor, double max) implements Delay {
        public Slowed {
            require(share >= 0 && share <= 1, "slow: the share is 0 to 1", share);
            require(factor >= 0 && factor <= MAX_MILLIS, "slow: the factor is 0 to 3600000", factor);
            requireMax(max);
        }

        @Override
        public long draw(RandomGenerator random) {
            double millis = usual.draw(random) / 1e6;
            return toNanos(random.nextDouble() < share ? millis * factor : millis, max);
        }
    }

    /**
     * Like {@code usual}, but in the first {@code length} of every {@code period} milliseconds no reply leaves. Replies
     * that are due then leave at the end of the pause, as after a garbage collection. Periods are counted from the moment
     * the scenario was set, so delays with the same period pause together.
     */
    record Paused(Delay usual, double length, double period) implements Delay {
        private static final double MIN_PERIOD_MILLIS = 0.001;

        public Paused {
            require(
                    period >= MIN_PERIOD_MILLIS && period <= MAX_MILLIS,
                    "pause: the period is 0.001 to 3600000 ms",
                    period);
            require(length >= 0 && length <= period, "pause: the length is 0 ms to the period", length);
        }

        @Override
        public long draw(RandomGenerator random) {
            return usual.draw(random);
        }

        private long from(long begin, long drawn) {
            long delay = Delay.from(usual, begin, drawn);
            long sinceBegin = Math.floorMod(begin + delay, toNanos(period, MAX_MILLIS));
            return delay + Math.max(0, toNanos(length, MAX_MILLIS) - sinceBegin);
        }
    }

    private static long toNanos(double millis, double max) {
        return Math.round(Math.min(Math.max(millis, 0), max) * 1e6);
    }

    private static void requireMax(double max) {
        require(max >= 0 && max <= MAX_MILLIS, "max is 0 to 3600000 ms", max);
    }

    /** What is usual is below the maximum, or the replies would not have this distribution. A constant may be equal to it. */
    private static void requireMax(double max, String usual, double got, boolean isConstant) {
        requireMax(max);
        if (got > max || (got == max && !isConstant)) {
            var rule = "%s is below max (%s ms here, %s ms by default)";
            require(false, rule.formatted(usual, plain(max), plain(USUAL_MAX_MILLIS)), got);
        }
    }

    private static void require(boolean allowed, String rule, double got) {
        if (!allowed) {
            throw new IllegalArgumentException(rule + ", not " + plain(got));
        }
    }

    private static String plain(double number) {
        boolean isLong = number == (long) number && Math.abs(number) < 1e15;
        return isLong ? Long.toString((long) number) : Double.toString(number);
    }
}

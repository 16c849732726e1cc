package smart.mock.reply;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The time from a request's arrival to the first byte of its reply. Parameters are milliseconds; a distribution is
 * clipped to 0 from below and to its maximum from above. A parameter out of range is an {@link IllegalArgumentException}
 * that says what is allowed.
 */
public sealed interface Delay {
    /** The longest delay that can be asked for: an hour. */
    double MAX_MILLIS = 3_600_000;

    /** No delay. */
    Delay NONE = new Fixed(0);

    /** The next delay, in nanoseconds. */
    long nanos(RandomGenerator random);

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
        public long nanos(RandomGenerator random) {
            return toNanos(millis, MAX_MILLIS);
        }
    }

    /** Each value between {@code low} and {@code high} equally likely. */
    record Uniform(double low, double high, double max) implements Delay {
        public Uniform {
            require(low >= 0 && low <= MAX_MILLIS, "uniform: the lower bound is 0 to 3600000 ms", low);
            require(high >= low && high <= MAX_MILLIS, "uniform: the upper bound is the lower one to 3600000 ms", high);
            requireMax(max);
        }

        @Override
        public long nanos(RandomGenerator random) {
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
            requireMax(max);
        }

        @Override
        public long nanos(RandomGenerator random) {
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
            requireMax(max);
        }

        @Override
        public long nanos(RandomGenerator random) {
            return toNanos(median * Math.exp(sigma * random.nextGaussian()), max);
        }
    }

    /** Pareto: at least {@code minimum}, with a tail that is the heavier the smaller {@code shape} is. */
    record Pareto(double minimum, double shape, double max) implements Delay {
        public Pareto {
            require(
                    minimum > 0 && minimum <= MAX_MILLIS,
                    "pareto: the minimum is above 0 and up to 3600000 ms",
                    minimum);
            require(shape > 0 && shape <= 100, "pareto: the shape is above 0 and up to 100", shape);
            requireMax(max);
        }

        @Override
        public long nanos(RandomGenerator random) {
            return toNanos(minimum / Math.pow(1 - random.nextDouble(), 1 / shape), max);
        }
    }

    private static long toNanos(double millis, double max) {
        return Math.round(Math.min(Math.max(millis, 0), max) * 1e6);
    }

    private static void requireMax(double max) {
        require(max >= 0 && max <= MAX_MILLIS, "max is 0 to 3600000 ms", max);
    }

    private static void require(boolean allowed, String rule, double got) {
        if (!allowed) {
            throw new IllegalArgumentException(rule + ", not " + (got == Math.rint(got) ? (Object) (long) got : got));
        }
    }
}

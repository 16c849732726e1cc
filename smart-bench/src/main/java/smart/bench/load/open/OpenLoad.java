package smart.bench.load.open;

import java.time.Duration;
import smart.bench.load.measure.Amount;

/**
 * The load of an open model.
 *
 * @param rate requests due per second
 * @param warmup the time of load before counting begins
 * @param amount the length of the measurement
 * @param poisson whether arrivals are random (a Poisson process) rather than evenly spaced
 * @param maxConnections the most requests at once
 */
public record OpenLoad(double rate, Duration warmup, Amount amount, boolean poisson, int maxConnections) {
    /** A time that is a whole number of gaps may be a little less, as a floating-point number. */
    private static final double ROUNDING = 1e-6;
    /** So many standard deviations below its mean, a Poisson number falls in 1 of 30,000 runs. */
    private static final double RARELY = 4;

    /** The load of a measurement that takes that long. */
    public OpenLoad(double rate, Duration warmup, Duration duration, boolean poisson, int maxConnections) {
        this(rate, warmup, new Amount.Time(duration), poisson, maxConnections);
    }

    /** The same with another warm-up. */
    public OpenLoad withWarmup(Duration other) {
        return new OpenLoad(rate, other, amount, poisson, maxConnections);
    }

    /** The time of the measurement. In that of N requests exactly N are due. */
    public Duration duration() {
        return amount instanceof Amount.Requests requests
                ? Duration.ofNanos(Math.round(requests.count() / rate * 1e9))
                : ((Amount.Time) amount).duration();
    }

    /** The requests that are due in the measurement; where a random number is, one that it falls below very rarely. */
    public long requests() {
        if (amount instanceof Amount.Requests requests) {
            return requests.count();
        }
        double expected = rate * duration().toNanos() / 1e9 + ROUNDING;
        return (long) (poisson ? Math.max(0, expected - RARELY * Math.sqrt(expected)) : expected);
    }
}

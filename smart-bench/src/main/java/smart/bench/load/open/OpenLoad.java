package smart.bench.load.open;

import java.time.Duration;

/**
 * The load of an open model.
 *
 * @param rate requests due per second
 * @param warmup the time of load before counting begins
 * @param duration the time of the measurement
 * @param poisson whether arrivals are random (a Poisson process) rather than evenly spaced
 * @param maxConnections the most requests at once
 */
public record OpenLoad(double rate, Duration warmup, Duration duration, boolean poisson, int maxConnections) {}

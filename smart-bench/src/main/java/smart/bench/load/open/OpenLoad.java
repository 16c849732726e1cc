package smart.bench.load.open;

import java.time.Duration;

/**
 * What an open model asks for.
 *
 * @param rate requests due per second
 * @param warmup how long load is sent before anything is counted
 * @param duration how long is measured
 * @param poisson whether arrivals are random (a Poisson process) rather than evenly spaced
 * @param maxConnections how many requests can be in progress at once
 */
public record OpenLoad(double rate, Duration warmup, Duration duration, boolean poisson, int maxConnections) {}

package smart.bench.load.open;

/**
 * The times of an open model.
 *
 * @param begin on {@link System#nanoTime}
 * @param warmupNanos requests due earlier than this after the beginning are not counted
 * @param lengthNanos warm-up and measurement together
 * @param timeoutNanos requests that can't be sent within this time after they are due are dropped
 */
public record OpenSchedule(long begin, long warmupNanos, long lengthNanos, long timeoutNanos) {}

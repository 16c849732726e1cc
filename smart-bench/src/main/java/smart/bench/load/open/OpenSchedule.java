package smart.bench.load.open;

/**
 * When an open model begins and ends.
 *
 * @param begin on {@link System#nanoTime}
 * @param warmupNanos what is due before that time after the beginning is not counted
 * @param lengthNanos warm-up and measurement together
 * @param timeoutNanos what could not be sent that long after it was due is given up
 */
public record OpenSchedule(long begin, long warmupNanos, long lengthNanos, long timeoutNanos) {}

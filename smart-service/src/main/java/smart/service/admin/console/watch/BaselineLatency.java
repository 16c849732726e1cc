package smart.service.admin.console.watch;

import java.util.Arrays;

/**
 * The usual latency of attempts: the median over an hour of ten-second steps in which the backend was neither slow nor
 * failing. So a slow backend never becomes the usual one. Not thread-safe.
 */
final class BaselineLatency {
    private static final int STEPS = 360;
    private static final int ENOUGH = 3;

    private final double[] steps = new double[STEPS];
    private int added;

    /** Adds a step's p95 in milliseconds. It ignores NaN, the value of a step without attempts. */
    void add(double p95) {
        if (!Double.isNaN(p95)) {
            steps[added % STEPS] = p95;
            added++;
        }
    }

    /** NaN with too few steps. */
    double millis() {
        if (added < ENOUGH) {
            return Double.NaN;
        }
        double[] sorted = Arrays.copyOf(steps, Math.min(added, STEPS));
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}

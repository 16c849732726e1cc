package smart.service.admin.console.watch;

import java.util.Arrays;

/**
 * What attempts usually take: the median of an hour of steps of ten seconds in which the backend was neither slow nor
 * failing. So a slow backend does not become the usual one, however long it lasts. Not thread-safe.
 */
final class BaselineLatency {
    private static final int STEPS = 360;
    private static final int ENOUGH = 3;

    private final double[] steps = new double[STEPS];
    private int added;

    /** A step's p95 in milliseconds; NaN, for a step without attempts, is passed over. */
    void add(double p95) {
        if (!Double.isNaN(p95)) {
            steps[added % STEPS] = p95;
            added++;
        }
    }

    /** NaN where too little is known. */
    double millis() {
        if (added < ENOUGH) {
            return Double.NaN;
        }
        double[] sorted = Arrays.copyOf(steps, Math.min(added, STEPS));
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}

package smart.service.admin.console.watch;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * The usual latency of attempts: the median over an hour of ten-second steps in which the backend was neither slow nor
 * failing. So a slow backend does not become the usual one. There is one exception: after an hour of steady latency
 * without failures, that latency is the usual one, however slow it was by the former one. Otherwise a backend that has
 * become slower for good would be called slow until a restart. Not thread-safe.
 */
final class BaselineLatency {
    private static final int STEPS = 360;
    private static final int ENOUGH = 3;
    /** How long a new latency must last. */
    private static final long HOUR_MILLIS = 3_600_000;
    /** Half of an hour's steps must have attempts. */
    private static final int ENOUGH_OF_AN_HOUR = STEPS / 2;
    /** Steady: nine of ten steps are at most this many times the fastest tenth. */
    private static final double SPREAD = 2;

    private static final int TENTH = 10;

    /** A step without failures, whether it was slow or not. */
    private record Step(long millis, double p95) {}

    private final double[] steps = new double[STEPS];
    private int added;
    private final Deque<Step> hour = new ArrayDeque<>();
    private long since;

    /**
     * Adds a step. It ignores NaN, the value of a step without attempts.
     *
     * @param p95 in milliseconds
     * @param slow whether the step was slow by what is usual
     * @param now the end of the step, in milliseconds
     */
    void add(double p95, boolean slow, long now) {
        if (Double.isNaN(p95)) {
            return;
        }
        if (!slow) {
            steps[added % STEPS] = p95;
            added++;
        }
        if (hour.isEmpty()) {
            since = now;
        }
        hour.addLast(new Step(now, p95));
        while (hour.getFirst().millis() <= now - HOUR_MILLIS) {
            hour.removeFirst();
        }
        if (slow && now - since >= HOUR_MILLIS && hour.size() >= ENOUGH_OF_AN_HOUR) {
            followTheHour();
        }
    }

    /** A step with failures tells nothing of the latency: the hour begins again. */
    void failed() {
        hour.clear();
    }

    private void followTheHour() {
        double[] sorted = hour.stream().mapToDouble(Step::p95).sorted().toArray();
        double fast = sorted[sorted.length / TENTH];
        double slow = sorted[sorted.length - 1 - sorted.length / TENTH];
        if (slow <= SPREAD * fast) {
            added = Math.min(sorted.length, STEPS);
            System.arraycopy(sorted, sorted.length - added, steps, 0, added);
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

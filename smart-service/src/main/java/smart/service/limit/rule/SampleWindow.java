package smart.service.limit.rule;

import java.time.Duration;
import java.util.Arrays;

/** Collects attempts that ended while the limit was nearly in use, until there are enough of them. Not thread-safe. */
final class SampleWindow {
    private static final int LEAST = 20;
    private static final int MOST = 100;
    /** After this time without an attempt, and two latencies, the earlier attempts say nothing about now. */
    private static final long STALE = Duration.ofSeconds(10).toNanos();

    private static final double WEIGHT = 0.1;
    /** Of a normal distribution: the median's standard error, from the distance of the quartiles. */
    private static final double MEDIAN_ERROR = 0.93;

    private final long[] answered = new long[MOST];
    private int answers;
    private int timeouts;
    private int pushbacks;
    private long inFlight;
    private int enough = LEAST;
    private int limit;
    private boolean draining;
    private long from;
    private double recent;
    private long newest;

    /**
     * The result of a full window.
     *
     * @param median the median duration of attempts with a response, in nanoseconds; 0 without any
     * @param error the standard error of that median
     * @param inFlight the average calls in flight
     */
    record Summary(long median, long error, double inFlight, int samples, int timeouts, int pushbacks) {}

    /**
     * Empties the window. The new window begins when the calls in flight are within the limit and, as far as can be
     * told, the earlier calls have ended. Attempts that end before that reflect the previous limit.
     *
     * @param newLimit the new limit, which determines the number of samples, within bounds
     */
    void restart(int newLimit) {
        limit = newLimit;
        draining = true;
        enough = Math.max(LEAST, Math.min(limit, MOST));
        answers = 0;
        timeouts = 0;
        pushbacks = 0;
        inFlight = 0;
    }

    /** Whether there are enough samples now. */
    boolean add(long now, long nanos, int calls, LimitRule.Sign sign) {
        if (now - newest > STALE + 2 * (long) recent) {
            restart(limit);
        }
        newest = now;
        if (sign == LimitRule.Sign.ANSWERED) {
            recent += (nanos - recent) * WEIGHT;
        }
        if (draining && calls <= limit) {
            draining = false;
            from = now + (long) recent;
        }
        if (draining || now - from < 0) {
            return false;
        }
        switch (sign) {
            case ANSWERED -> answered[answers++] = nanos;
            case TIMED_OUT -> timeouts++;
            case PUSHED_BACK -> pushbacks++;
        }
        inFlight += calls;
        return samples() >= enough;
    }

    /** The time since the window began, in nanoseconds. */
    long length(long now) {
        return now - from;
    }

    private int samples() {
        return answers + timeouts + pushbacks;
    }

    Summary summary() {
        Arrays.sort(answered, 0, answers);
        long median = answers == 0 ? 0 : Math.max(1, answered[answers / 2]);
        long spread = answers == 0 ? 0 : answered[3 * answers / 4] - answered[answers / 4];
        long error = (long) (MEDIAN_ERROR * spread / Math.sqrt(Math.max(1, answers)));
        return new Summary(median, error, inFlight / (double) samples(), samples(), timeouts, pushbacks);
    }
}

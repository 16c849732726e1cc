package smart.bench.load.closed;

import java.util.concurrent.TimeUnit;

/**
 * How long a caller waits after a failed request. A target that refuses at once, or is away for a moment, would otherwise
 * use up the requests of a level while those that it admitted are still running. Knows how long successes take: in this
 * level or, until there is one, in the level before. Times are in nanoseconds. Thread-safe.
 */
public final class Backoff {
    private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(80);
    private static final int MAX_DOUBLINGS = 3;
    /** A failure that takes longer is no refusal: its caller is as busy as one that succeeds. */
    private static final double QUICK = 0.5;

    // Guarded by this.
    private boolean begun;
    private boolean hopeless;
    private double before = Double.NaN;
    private double sum;
    private long count;

    /** The next level begins. */
    public synchronized void nextLevel() {
        before = success();
        hopeless = begun && Double.isNaN(before);
        begun = true;
        sum = 0;
        count = 0;
    }

    /** A request succeeded in that time. */
    synchronized void succeeded(long took) {
        sum += took;
        count++;
    }

    /** The mean time of a success, or NaN if there was none yet. */
    private double success() {
        return count == 0 ? before : sum / count;
    }

    /**
     * The pause after a failure: what is left of the time that a success takes, so that a refused caller comes back as
     * often as one that is served. 0 if the failure was not quick.
     *
     * @param took the time of the failed request
     * @param age the time since the level began
     * @param othersInFlight whether another request of the level is open. If so, a first success may still come. If not,
     *     or if a whole level had none, there is nothing to wait for: probably all requests fail.
     */
    synchronized long afterFailure(long took, long age, boolean othersInFlight) {
        double success = success();
        if (Double.isNaN(success)) {
            return othersInFlight && !hopeless ? Math.max(FIRST_NANOS, Math.min(LONGEST_NANOS, age)) : 0;
        }
        return took < QUICK * success ? (long) success - took : 0;
    }

    /** The pause after that many connections in a row could not be opened, from 1 up. It doubles each time. */
    static long afterNoConnection(int inARow) {
        return FIRST_NANOS << Math.min(MAX_DOUBLINGS, inARow - 1);
    }
}

package smart.service.hedge;

/**
 * The schedule of one call's extra attempts. Times are nanoseconds on the calls' clock. Not safe for use by threads.
 */
final class HedgeSchedule {
    private final long interval;
    private int left;
    private long nextAt;

    /**
     * @param attempts the number of extra attempts
     * @param firstAt the time of the first
     * @param interval the time between two; 0 means all at once
     */
    HedgeSchedule(int attempts, long firstAt, long interval) {
        this.left = attempts;
        this.nextAt = firstAt;
        this.interval = interval;
    }

    boolean isEmpty() {
        return left == 0;
    }

    /** When the next is due. */
    long nextAt() {
        return nextAt;
    }

    /** Takes one attempt that is due, if there is one. */
    boolean takeDue(long now) {
        if (left == 0 || nextAt - now > 0) {
            return false;
        }
        left--;
        nextAt += interval;
        return true;
    }

    /**
     * Makes the next attempt due now, unless it already is; the others keep their intervals. Returns whether that
     * changed anything.
     */
    boolean bringForward(long now) {
        if (left == 0 || nextAt - now <= 0) {
            return false;
        }
        nextAt = now;
        return true;
    }
}

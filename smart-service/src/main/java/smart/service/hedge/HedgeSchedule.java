package smart.service.hedge;

/** When the extra attempts of one call are due. Times are nanoseconds on the calls' clock. Not safe for use by threads. */
final class HedgeSchedule {
    private final long interval;
    private int left;
    private long nextAt;

    /**
     * @param attempts how many there are
     * @param firstAt when the first is due
     * @param interval from one to the next; 0 means all together
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

    /** Takes one that is due by now, if there is one. */
    boolean takeDue(long now) {
        if (left == 0 || nextAt - now > 0) {
            return false;
        }
        left--;
        nextAt += interval;
        return true;
    }

    /** Makes the next due now, unless it is already, and the others after it as before; whether that changed anything. */
    boolean bringForward(long now) {
        if (left == 0 || nextAt - now <= 0) {
            return false;
        }
        nextAt = now;
        return true;
    }
}

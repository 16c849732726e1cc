package smart.service.limit.rule;

/**
 * One measurement of the unloaded backend's latency. Each step halves the calls, until the backend does not get faster,
 * or the lowest limit is reached. (Envoy's adaptive concurrency goes to the lowest limit at once, which costs more
 * calls.) Not thread-safe.
 */
final class UnloadedProbe {
    /** A latency above this share of the previous one has not fallen. */
    private static final double FALLEN = 0.93;
    /**
     * A latency this close to the previous one has not fallen at all, not even by the small amount that is usual with
     * many replicas.
     */
    private static final double IN_VAIN = 0.97;

    private final double limitBefore;
    private final int least;
    private int limit;
    private boolean first;
    private boolean inVain;
    private long latency;
    private double mostPerNano;

    /**
     * @param limitBefore the limit at the start
     * @param least the lowest limit
     * @param window the window at that limit
     * @param known the known latency of the unloaded backend, or 0
     */
    UnloadedProbe(double limitBefore, int least, SampleWindow.Summary window, long known) {
        this.limitBefore = limitBefore;
        this.least = least;
        this.limit = half((int) limitBefore);
        this.first = known > 0;
        // Without a known latency, a queue may just be building: the finished calls did not meet it yet.
        this.latency = known == 0 ? Long.MAX_VALUE : window.median();
        this.mostPerNano = window.inFlight() / window.median();
    }

    int limit() {
        return limit;
    }

    double limitBefore() {
        return limitBefore;
    }

    /** The latency of the newest step, in nanoseconds. */
    long latency() {
        return latency;
    }

    /** Whether halving the calls did not make the backend faster. */
    boolean wasInVain() {
        return inVain;
    }

    /** The highest throughput of the backend, in calls per nanosecond (Little's law). */
    double mostPerNano() {
        return mostPerNano;
    }

    /** Takes the window measured at {@link #limit()}. Returns whether it was the last one. */
    boolean step(SampleWindow.Summary window) {
        boolean fell = window.median() < FALLEN * latency;
        inVain = first && window.median() >= IN_VAIN * latency;
        first = false;
        latency = window.median();
        mostPerNano = Math.max(mostPerNano, window.inFlight() / latency);
        if (!fell || limit <= least) {
            return true;
        }
        limit = half(limit);
        return false;
    }

    private int half(int calls) {
        return Math.max(least, calls / 2);
    }
}

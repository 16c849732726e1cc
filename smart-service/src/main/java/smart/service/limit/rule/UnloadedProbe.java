package smart.service.limit.rule;

/**
 * One measurement of the unloaded backend's latency. Each step halves the calls, until the backend does not get faster,
 * or the lowest limit is reached. (Envoy's adaptive concurrency goes to the lowest limit at once, which costs more
 * calls.) Not thread-safe.
 */
final class UnloadedProbe {
    /** A latency above this share of the previous one has not fallen. */
    private static final double FALLEN = 0.85;
    /** This close to the known latency, no further step is needed. */
    private static final double AS_KNOWN = 1.1;

    private final double limitBefore;
    private final int least;
    private final long known;
    private int limit;
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
        this.known = known;
        this.limit = half((int) limitBefore);
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

    /** The highest throughput of the backend, in calls per nanosecond (Little's law). */
    double mostPerNano() {
        return mostPerNano;
    }

    /** Takes the window measured at {@link #limit()}. Returns whether it was the last one. */
    boolean step(SampleWindow.Summary window) {
        boolean fell = window.median() < FALLEN * latency;
        latency = window.median();
        mostPerNano = Math.max(mostPerNano, window.inFlight() / latency);
        if (!fell || limit <= least || (known > 0 && latency <= AS_KNOWN * known)) {
            return true;
        }
        limit = half(limit);
        return false;
    }

    private int half(int calls) {
        return Math.max(least, calls / 2);
    }
}

package smart.service.limit.rule;

/**
 * One measurement of the unloaded backend's latency. Each step halves the calls, until the backend does not get faster,
 * or the lowest limit is reached. The first measurement goes to the lowest limit at once, as Envoy's adaptive
 * concurrency does: with smaller steps, other replicas would use the freed capacity before the last step, and the
 * backend would never be seen unloaded. Not thread-safe.
 */
final class UnloadedProbe {
    /** A latency above this share of the previous one has not fallen. */
    private static final double FALLEN = 0.93;
    /**
     * A latency this close to the previous one has not fallen at all, not even by the small amount that is usual with
     * many replicas.
     */
    private static final double IN_VAIN = 0.97;

    /** A difference of two medians below this many standard errors is chance. */
    private static final double CHANCE = 2.5;

    private final double limitBefore;
    private final int least;
    private final boolean slowerSuspected;
    private int limit;
    private boolean first;
    private boolean inVain;
    private boolean withoutEffect;
    private long latency;
    private long error;
    private double mostPerNano;

    /**
     * @param limitBefore the limit at the start
     * @param least the lowest limit
     * @param window the window at that limit
     * @param known the known latency of the unloaded backend, or 0
     * @param slowerSuspected whether it is to tell a slower backend from one that other replicas load
     */
    UnloadedProbe(double limitBefore, int least, SampleWindow.Summary window, long known, boolean slowerSuspected) {
        this.limitBefore = limitBefore;
        this.least = least;
        this.slowerSuspected = slowerSuspected;
        this.limit = known == 0 ? least : half((int) limitBefore);
        this.first = known > 0;
        // Without a known latency, a queue may just be building: the finished calls did not meet it yet.
        this.latency = known == 0 ? Long.MAX_VALUE : window.median();
        this.error = window.error();
        this.mostPerNano = window.inFlight() / window.median();
    }

    int limit() {
        return limit;
    }

    double limitBefore() {
        return limitBefore;
    }

    boolean isSlowerSuspected() {
        return slowerSuspected;
    }

    /** The latency of the newest step, in nanoseconds. */
    long latency() {
        return latency;
    }

    /** The standard error of that latency, in nanoseconds. */
    long error() {
        return error;
    }

    /** Whether halving the calls did not make the backend faster, not even by the small amount that is usual. */
    boolean wasInVain() {
        return inVain;
    }

    /** Whether halving the calls did not make the backend faster by more than chance does. */
    boolean wasWithoutEffect() {
        return withoutEffect;
    }

    /** The highest throughput of the backend, in calls per nanosecond (Little's law). */
    double mostPerNano() {
        return mostPerNano;
    }

    /** Takes the window measured at {@link #limit()}. Returns whether it was the last one. */
    boolean step(SampleWindow.Summary window) {
        double chance = first ? CHANCE * Math.hypot((double) error, (double) window.error()) : 0;
        boolean fell = window.median() < Math.min(FALLEN * latency, latency - chance);
        inVain = first && window.median() >= IN_VAIN * latency;
        withoutEffect = first && !fell;
        first = false;
        error = window.error();
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

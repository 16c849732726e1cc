package smart.service.admin.console.state;

import org.jspecify.annotations.Nullable;
import smart.service.admin.console.state.State.Level;

/**
 * The thresholds of the rules. They equal those of the alerts in {@code deploy/prometheus/smart.rules.yml}; a test
 * compares them. While an alert about the last minutes holds for the calls of this replica, the console is not green.
 * An alert counts the calls of all replicas together, so it may fire over another one's.
 */
enum AlertThreshold {
    /** A share of the calls that Smart is responsible for. */
    CALLS_FAILING("SmartCallsFailing", 0.05, StatusInput.FIVE, 10, Level.BAD),
    CALLS_REFUSED("SmartRefusing", 0.01, StatusInput.FIVE, 10, Level.BAD),
    /** The p95 of calls, in seconds. */
    CALLS_SLOW("SmartSlow", 2.5, StatusInput.FIVE, 100, Level.BAD),
    /** A share of the valid calls. */
    CALLERS_GONE("SmartCallersGone", 0.2, StatusInput.FIVE, 10, Level.WARN),
    INTERNAL_ERRORS("SmartInternalErrors", 0, StatusInput.RARE, 0, Level.WARN),
    /** A share of the attempts that were not cancelled. */
    ATTEMPTS_FAILING("SmartBackendErrors", 0.1, StatusInput.FIVE, 10, Level.WARN),
    /** The health check {@code backend}. */
    BACKEND_UNHEALTHY("SmartBackendUnhealthy", 0, 0, 0, Level.WARN),
    NOT_READY("SmartNotReady", 0, 0, 0, Level.WARN),
    /** Of the limit, in use. */
    NEAR_LIMIT("SmartNearLimit", 0.8, StatusInput.FIVE, 0, Level.WARN),
    /** Of the connections that Smart accepts from callers, open. */
    PORT_NEARLY_FULL("SmartPortNearlyFull", 0.8, 0, 0, Level.WARN),
    /** A share of the extra attempts that were due. */
    HEDGES_SUPPRESSED("SmartHedgingBudgetSpent", 0.1, StatusInput.FIVE, 10, Level.WARN),
    /** Attempts that wait for a connection. The console does not wait for the alert's window. */
    CONNECTIONS_PENDING("SmartConnectionsExhausted", 0, 120, 0, Level.WARN),
    NOTES_DROPPED("SmartErrorNotesDropped", 0, StatusInput.RARE, 0, Level.WARN),
    /** The health check {@code error-log}. */
    ERROR_LOG_UNWRITABLE("SmartErrorLogUnwritable", 0, 0, 0, Level.WARN),
    /** The share of attempts that failed: most of them. It has no alert of its own. */
    ATTEMPTS_MOSTLY_FAILING(null, 0.5, 0, 0, Level.BAD),
    /** The share of calls that timed out. Above it the backend counts as slow. It has no alert of its own. */
    CALLS_TIMED_OUT(null, 0.1, 0, 0, Level.WARN);

    private final @Nullable String alert;
    private final double value;
    private final int seconds;
    private final long floor;
    private final Level level;

    AlertThreshold(@Nullable String alert, double value, int seconds, long floor, Level level) {
        this.alert = alert;
        this.value = value;
        this.seconds = seconds;
        this.floor = floor;
        this.level = level;
    }

    /** The alert with the same threshold, or null for none. */
    @Nullable String alert() {
        return alert;
    }

    /** A ratio, seconds, or a count, as in the alert. Higher values are a problem. */
    double value() {
        return value;
    }

    /** How far the alert looks back, in seconds; 0 for an alert, or none, about this moment. */
    int seconds() {
        return seconds;
    }

    /** The least count in the alert's window for which it looks at a ratio or a percentile; 0 for any. */
    long floor() {
        return floor;
    }

    /** How bad it is at least. */
    Level level() {
        return level;
    }

    /** Whether the alert looks at so few, too. Prometheus extrapolates its counts, so exactly the least count may do. */
    boolean isEnough(long count) {
        return count >= floor;
    }

    /** How bad it is at that count: what pages nobody is a warning at most. */
    Level level(long count) {
        return isEnough(count) ? level : Level.WARN;
    }

    boolean isPassedBy(long part, long whole) {
        return whole > 0 && part > value * whole;
    }
}

package smart.service.limit;

import com.codahale.metrics.health.HealthCheck;
import java.time.Duration;

/**
 * Unhealthy while calls have been refused, without a pause, for longer than a set time. Calls below the usual priority
 * do not count.
 */
public final class LimiterHealthCheck extends HealthCheck {
    private final InFlightLimiter limiter;
    private final Duration saturatedAfter;

    public LimiterHealthCheck(InFlightLimiter limiter, Duration saturatedAfter) {
        this.limiter = limiter;
        this.saturatedAfter = saturatedAfter;
    }

    @Override
    protected Result check() {
        Duration saturated = limiter.saturatedFor();
        String counts = limiter.inFlight() + " of " + limiter.limit() + " calls in flight";
        return saturated.compareTo(saturatedAfter) > 0
                ? Result.unhealthy(counts + ", refusing for " + saturated.toSeconds() + " s")
                : Result.healthy(counts);
    }
}

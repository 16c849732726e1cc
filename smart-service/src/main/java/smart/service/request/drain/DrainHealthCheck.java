package smart.service.request.drain;

import com.codahale.metrics.health.HealthCheck;

/** Unhealthy while the service is being drained. */
public final class DrainHealthCheck extends HealthCheck {
    private final Drain drain;

    public DrainHealthCheck(Drain drain) {
        this.drain = drain;
    }

    @Override
    protected Result check() {
        return drain.isOn() ? Result.unhealthy("draining on request") : Result.healthy("not draining");
    }
}

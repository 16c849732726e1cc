package smart.service.health;

import io.dropwizard.health.HealthStateAggregator;
import io.dropwizard.health.HealthStateView;
import io.dropwizard.health.HealthStatusChecker;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Dropwizard's health object without a check. It also answers the load balancer, and only it knows about a delayed stop. */
public final class DropwizardsHealth implements HealthStateAggregator, HealthStatusChecker {
    private boolean stops;

    /** A delayed stop begins. */
    public void stop() {
        stops = true;
    }

    @Override
    public boolean isHealthy(String type) {
        return !stops;
    }

    @Override
    public Collection<HealthStateView> healthStateViews() {
        return List.of();
    }

    @Override
    public Optional<HealthStateView> healthStateView(String name) {
        return Optional.empty();
    }
}

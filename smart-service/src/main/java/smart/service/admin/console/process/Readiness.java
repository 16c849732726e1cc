package smart.service.admin.console.process;

import io.dropwizard.health.HealthCheckType;
import io.dropwizard.health.HealthStateAggregator;
import io.dropwizard.health.HealthStateView;
import io.dropwizard.health.HealthStatusChecker;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether load balancers should send calls here: the result of {@code /health-check?type=ready}. Safe for use by many
 * threads.
 */
public final class Readiness {
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
    private static final Why STOPPING = new Why("stopping", "calls are served until the load balancer notices");

    private final Supplier<HealthStateAggregator> health;
    private final HealthChecks checks;
    private final InstantSource clock;
    // Guarded by this.
    private @Nullable Ready last;

    /**
     * @param health Dropwizard's health object, which exists once the service runs
     * @param checks the last results of the health checks
     */
    public Readiness(Supplier<HealthStateAggregator> health, HealthChecks checks, InstantSource clock) {
        this.health = health;
        this.checks = checks;
        this.clock = clock;
    }

    /**
     * Whether it is ready.
     *
     * @param since when that began, in milliseconds since the epoch
     * @param why the reasons; empty if it is ready
     */
    public record Ready(boolean ready, long since, List<Why> why) {}

    /**
     * One reason.
     *
     * @param check the health check's name, or {@code stopping}
     */
    public record Why(String check, String message) {}

    /** Whether it is ready now. */
    public boolean isReady() {
        return look().ready();
    }

    /** How it is now. */
    public synchronized Ready look() {
        HealthStateAggregator aggregator = health.get();
        List<Why> why = aggregator.healthStateViews().stream()
                .filter(view -> view.isCritical() && !view.isHealthy())
                .map(this::why)
                .toList();
        boolean ready = why.isEmpty();
        // Dropwizard's object also answers the load balancer, and only it knows about a delayed stop.
        if (ready && aggregator instanceof HealthStatusChecker checker && !checker.isHealthy()) {
            ready = false;
            why = List.of(STOPPING);
        }
        Ready before = last;
        if (why.contains(STOPPING) && (before == null || !before.why().contains(STOPPING))) {
            LOG.info("not ready, since Smart is about to stop; {}", STOPPING.message());
        }
        long since = before != null && before.ready() == ready ? before.since() : clock.millis();
        Ready now = new Ready(ready, since, why);
        last = now;
        return now;
    }

    private Why why(HealthStateView view) {
        String problem = checks.problem(view.getName());
        String unknown = view.getType() == HealthCheckType.ALIVE ? "unhealthy" : "not checked yet";
        return new Why(view.getName(), problem.isEmpty() ? unknown : problem);
    }
}

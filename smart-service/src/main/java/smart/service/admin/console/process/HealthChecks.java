package smart.service.admin.console.process;

import com.codahale.metrics.health.HealthCheck;
import com.codahale.metrics.health.HealthCheckRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the last result of each health check, and since when it holds. So the console runs no health check. Safe
 * for use by many threads.
 */
public final class HealthChecks {
    private final InstantSource clock;
    private final Map<String, Last> last = new ConcurrentSkipListMap<>();

    public HealthChecks(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * The last result of a check.
     *
     * @param healthy null if it has not run yet
     * @param message why; null for none
     * @param since when this result began, in milliseconds since the epoch
     */
    public record Last(String name, @Nullable Boolean healthy, @Nullable String message, @Nullable Long since) {
        public Last at(SteadyClock clock) {
            return new Last(name, healthy, message, since == null ? null : Long.valueOf(clock.wall(since)));
        }
    }

    /** Wraps each check of the registry. */
    public void watch(HealthCheckRegistry registry) {
        for (String name : registry.getNames()) {
            HealthCheck check = Objects.requireNonNull(registry.getHealthCheck(name));
            registry.unregister(name);
            registry.register(name, watched(name, check));
        }
    }

    /** A check that remembers the result of {@code check}. */
    public HealthCheck watched(String name, HealthCheck check) {
        last.put(name, new Last(name, null, null, null));
        return new Watched(name, check);
    }

    /** All of them, by name. */
    public List<Last> all() {
        return List.copyOf(last.values());
    }

    /** Why the check with that name fails; empty if it passes or has not run. */
    public String problem(String name) {
        Last known = last.get(name);
        if (known == null || known.healthy() == null || known.healthy()) {
            return "";
        }
        return known.message() == null ? name + " is unhealthy" : known.message();
    }

    private void seen(String name, HealthCheck.Result result) {
        long now = clock.millis();
        last.compute(name, (key, before) -> {
            boolean same = before != null && before.healthy() != null && before.healthy() == result.isHealthy();
            return new Last(name, result.isHealthy(), result.getMessage(), same ? before.since() : Long.valueOf(now));
        });
    }

    private final class Watched extends HealthCheck {
        private final String name;
        private final HealthCheck check;

        Watched(String name, HealthCheck check) {
            this.name = name;
            this.check = check;
        }

        @Override
        protected Result check() {
            Result result = check.execute();
            seen(name, result);
            return result;
        }
    }
}

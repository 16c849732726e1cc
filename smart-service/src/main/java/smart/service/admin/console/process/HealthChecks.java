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
 * Remembers what the health checks said last, and since when: whoever looks at the console starts none. Safe for use by
 * many threads.
 */
public final class HealthChecks {
    private final InstantSource clock;
    private final Map<String, Last> last = new ConcurrentSkipListMap<>();

    public HealthChecks(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * What a check said last.
     *
     * @param healthy null where it has not been run yet
     * @param message why; null for none
     * @param since when it began to be so, in milliseconds since the epoch
     */
    public record Last(String name, @Nullable Boolean healthy, @Nullable String message, @Nullable Long since) {
        public Last at(SteadyClock clock) {
            return new Last(name, healthy, message, since == null ? null : Long.valueOf(clock.wall(since)));
        }
    }

    /** Puts itself between the registry and each of its checks. */
    public void watch(HealthCheckRegistry registry) {
        for (String name : registry.getNames()) {
            HealthCheck check = Objects.requireNonNull(registry.getHealthCheck(name));
            registry.unregister(name);
            registry.register(name, watched(name, check));
        }
    }

    /** A check that remembers what {@code check} said. */
    public HealthCheck watched(String name, HealthCheck check) {
        last.put(name, new Last(name, null, null, null));
        return new Watched(name, check);
    }

    /** All of them, by name. */
    public List<Last> all() {
        return List.copyOf(last.values());
    }

    /** Why the check of that name fails, or empty where it doesn't or has not been run. */
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

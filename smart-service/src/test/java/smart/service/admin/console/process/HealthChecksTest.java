package smart.service.admin.console.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.health.HealthCheck;
import com.codahale.metrics.health.HealthCheckRegistry;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import smart.service.admin.console.process.HealthChecks.Last;

final class HealthChecksTest {
    private final HealthCheckRegistry registry = new HealthCheckRegistry();
    private long now;
    private final HealthChecks checks = new HealthChecks(() -> Instant.ofEpochMilli(now));
    private HealthCheck.Result result = HealthCheck.Result.healthy("fine");

    private HealthChecksTest() {
        registry.register("backend", new HealthCheck() {
            @Override
            protected Result check() {
                return result;
            }
        });
        checks.watch(registry);
    }

    private void runAt(long millis) {
        now = millis;
        registry.runHealthCheck("backend");
    }

    @Test
    void whatHasNotBeenRunIsNotKnown() {
        assertThat(checks.all()).containsExactly(new Last("backend", null, null, null));
        assertThat(checks.problem("backend")).isEmpty();
        assertThat(checks.problem("unknown")).isEmpty();
    }

    @Test
    void aCheckSaysSinceWhenItIsAsItIs() {
        runAt(1000);
        result = HealthCheck.Result.healthy("still fine");
        runAt(2000);
        assertThat(checks.all()).containsExactly(new Last("backend", true, "still fine", 1000L));

        result = HealthCheck.Result.unhealthy("down");
        runAt(3000);
        runAt(4000);
        assertThat(checks.all()).containsExactly(new Last("backend", false, "down", 3000L));
        assertThat(checks.problem("backend")).isEqualTo("down");
    }

    @Test
    void whoeverRunsTheChecksStillSeesTheirResult() {
        result = HealthCheck.Result.unhealthy("down");
        assertThat(registry.runHealthCheck("backend").getMessage()).isEqualTo("down");
    }
}

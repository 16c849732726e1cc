package smart.service.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import smart.service.admin.console.process.HealthChecks;
import smart.service.admin.console.process.Readiness;
import smart.service.build.Build;
import smart.service.health.DropwizardsHealth;

/** {@code smart_ready} is what a load balancer sees. */
final class ReadyMetricTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

    private final DropwizardsHealth health = new DropwizardsHealth();
    private final Readiness readiness = new Readiness(() -> health, new HealthChecks(CLOCK), CLOCK);
    private final PrometheusRegistry registry =
            PrometheusMetrics.of(new MetricRegistry(), readiness::isReady, health, new Build("1", "abc"));

    @Test
    void isZeroDuringADelayedStop() {
        assertThat(ready()).isEqualTo(1);
        health.stop();
        assertThat(ready()).isZero();
    }

    private double ready() {
        GaugeSnapshot gauge = (GaugeSnapshot)
                registry.scrape(name -> name.equals("smart_ready")).get(0);
        return gauge.getDataPoints().get(0).getValue();
    }
}

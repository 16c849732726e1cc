package smart.service.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.health.HealthStateAggregator;
import io.dropwizard.health.HealthStateView;
import io.dropwizard.health.HealthStatusChecker;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smart.service.build.Build;

/** {@code smart_ready} is what a load balancer sees. */
final class ReadyMetricTest {
    /** Dropwizard's object, which also answers the load balancer; during a delayed stop it is unhealthy, and no check is. */
    private record Health(boolean healthy) implements HealthStateAggregator, HealthStatusChecker {
        @Override
        public boolean isHealthy(String type) {
            return healthy;
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

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isZeroDuringADelayedStop(boolean healthy) {
        PrometheusRegistry registry =
                PrometheusMetrics.of(new MetricRegistry(), new Health(healthy), new Build("1", "abc"));
        assertThat(registry.scrape(name -> name.equals("smart_ready")).stream())
                .singleElement()
                .isInstanceOfSatisfying(GaugeSnapshot.class, gauge -> assertThat(
                                gauge.getDataPoints().get(0).getValue())
                        .isEqualTo(healthy ? 1 : 0));
    }
}

package smart.service.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

final class CallMetricsTest {
    private final MetricRegistry registry = new MetricRegistry();
    private final CallMetrics metrics = new CallMetrics(registry);

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"REJECTED", "BAD_REQUEST"})
    void aCallThatPassedTheLimitHasADuration(Outcome outcome) {
        metrics.ended(outcome, TimeUnit.SECONDS.toNanos(6));

        assertThat(count(outcome)).isEqualTo(1);
        assertThat(durations()).isEqualTo(1);
    }

    /** They take no time. While Smart refuses most calls, the percentiles of those that it serves would be near 0. */
    @Test
    void refusedAndInvalidCallsHaveNone() {
        for (Outcome outcome : List.of(Outcome.REJECTED, Outcome.BAD_REQUEST)) {
            metrics.ended(outcome, 1_000);

            assertThat(count(outcome)).isEqualTo(1);
        }
        assertThat(durations()).isZero();
    }

    private long count(Outcome outcome) {
        return registry.counter("smart.requests." + outcome.label()).getCount();
    }

    private long durations() {
        return registry.getTimers().get("smart.request.duration").getCount();
    }
}

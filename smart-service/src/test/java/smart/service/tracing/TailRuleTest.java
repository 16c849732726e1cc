package smart.service.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smart.service.backend.attempt.LatencyTimer;

final class TailRuleTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long MILLI = Duration.ofMillis(1).toNanos();

    private final MetricRegistry metrics = new MetricRegistry();
    private final LatencyTimer calls = new LatencyTimer();
    private final TailRule rule = new TailRule(calls, metrics);

    private void took(int count, long millis) {
        for (int i = 0; i < count; i++) {
            calls.update(millis, TimeUnit.MILLISECONDS);
        }
    }

    @Test
    void whileLittleIsKnownErrorsAloneAreKept() {
        rule.look(0);
        took(99, 1);
        rule.look(SECOND);
        assertThat(rule.keeps(false, 1000 * SECOND, SECOND)).isFalse();
        assertThat(rule.keeps(true, MILLI, SECOND)).isTrue();
    }

    @Test
    void keepsWhatIsSlowerThanThe99thPercentile() {
        rule.look(0);
        took(990, 50);
        took(10, 400);
        rule.look(SECOND);
        assertThat(rule.keeps(false, 50 * MILLI, SECOND)).isFalse();
        assertThat(rule.keeps(false, 60 * MILLI, SECOND)).isTrue();
    }

    @Test
    void callsThatAreAllAlikeAreNotSlow() {
        rule.look(0);
        took(1000, 50);
        rule.look(SECOND);
        assertThat(rule.keeps(false, 50 * MILLI, SECOND)).isFalse();
    }

    /** While the collector is down, the rule looks every ten seconds. */
    @ParameterizedTest
    @ValueSource(ints = {5, 10})
    void whatIsLongAgoIsForgotten(int pause) {
        rule.look(0);
        took(1000, 5000);
        for (int second = pause; second <= 70; second += pause) {
            rule.look(second * SECOND);
        }
        took(1000, 50);
        rule.look(71 * SECOND);
        assertThat(rule.keeps(false, 60 * MILLI, 71 * SECOND)).isTrue();
    }

    @Test
    void keepsAHundredInASecondAndCountsTheRest() {
        for (int i = 0; i < 150; i++) {
            assertThat(rule.keeps(true, MILLI, 5 * SECOND + i)).isEqualTo(i < 100);
        }
        assertThat(rule.keeps(true, MILLI, 6 * SECOND)).isTrue();
        assertThat(metrics.counter("smart.traces.left_out").getCount()).isEqualTo(50);
    }
}

package smart.service.admin.console.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import smart.service.LogLines;
import smart.service.health.DropwizardsHealth;

final class ReadinessTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

    private final DropwizardsHealth health = new DropwizardsHealth();
    private final Readiness readiness = new Readiness(() -> health, new HealthChecks(CLOCK), CLOCK);

    @Test
    void aDelayedStopIsAReasonAndOneLineInTheLog() {
        try (LogLines log = LogLines.of(Readiness.class)) {
            assertThat(readiness.look().ready()).isTrue();
            health.stop();
            assertThat(readiness.look().why()).extracting(Readiness.Why::check).containsExactly("stopping");
            assertThat(readiness.look().ready()).isFalse();
            assertThat(log.texts())
                    .containsExactly(
                            "not ready, since Smart is about to stop; calls are served until the load balancer notices");
        }
    }
}

package smart.service.admin.console.process;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.dropwizard.health.HealthStateAggregator;
import io.dropwizard.health.HealthStateView;
import io.dropwizard.health.HealthStatusChecker;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class ReadinessTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

    private final Dropwizards health = new Dropwizards();
    private final Readiness readiness = new Readiness(() -> health, new HealthChecks(CLOCK), CLOCK);

    /** Dropwizard's object, all of whose checks are healthy. */
    private static final class Dropwizards implements HealthStateAggregator, HealthStatusChecker {
        private boolean stops;

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

    @Test
    void aDelayedStopIsAReasonAndOneLineInTheLog() {
        Logger logger = (Logger) LoggerFactory.getLogger(Readiness.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.INFO);
        try {
            assertThat(readiness.look().ready()).isTrue();
            health.stops = true;
            assertThat(readiness.look().why()).extracting(Readiness.Why::check).containsExactly("stopping");
            assertThat(readiness.look().ready()).isFalse();
        } finally {
            logger.setLevel(null);
            logger.detachAppender(log);
        }
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "not ready, since Smart is about to stop; calls are served until the load balancer notices");
    }
}

package smart.service.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.codahale.metrics.MetricRegistry;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import smart.service.backend.attempt.LatencyTimer;
import smart.service.backend.client.settings.BackendUrl;
import smart.service.request.Outcome;

final class SpanExportTest {
    private final MetricRegistry metrics = new MetricRegistry();
    private final List<String> sent = new ArrayList<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private boolean fails;
    private long now = Duration.ofDays(1).toNanos();
    private final SpanExport export = new SpanExport(
            "the collector",
            Scripted::new,
            new SpanFactory("smart", "1", BackendUrl.of("http://backend:8080/work")),
            metrics,
            () -> now,
            time -> {});
    private final Tracing tracing = new Tracing(
            HeadSampler.of("always_on", 1),
            new TailRule(new LatencyTimer(), new LatencyTimer(), metrics),
            export,
            new LatencyTimer(),
            new LatencyTimer(),
            () -> now);

    @BeforeEach
    void listen() {
        log.start();
        logger().setLevel(Level.INFO);
        logger().addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger().setLevel(null);
        logger().detachAppender(log);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(SpanExport.class);
    }

    private List<String> logged() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private void calls(int count) {
        for (int i = 0; i < count; i++) {
            tracing.begin(new QuietCaller(), "id", now).ended(Outcome.SUCCESS, 200, 1000);
        }
    }

    private long count(String event) {
        return metrics.counter("smart.trace_spans." + event).getCount();
    }

    @Test
    void sendsAllThatWaits() {
        calls(1500);
        export.step();
        assertThat(sent).hasSize(1500).allMatch("GET /api/smart"::equals);
        assertThat(count("sent")).isEqualTo(1500);
    }

    @Test
    void dropsAndCountsWhatTheQueueHasNoRoomFor() {
        calls(SpanExport.MOST_WAITING + 7);
        assertThat(count("queue_full")).isEqualTo(7);
        export.step();
        assertThat(count("sent")).isEqualTo(SpanExport.MOST_WAITING);
        calls(1);
        assertThat(count("queue_full")).isEqualTo(7);
    }

    @Test
    void troubleIsALineAMinuteAndOneWhenItIsOver() {
        fails = true;
        for (int second = 0; second < 90; second++) {
            calls(1);
            export.step();
            now += Duration.ofSeconds(1).toNanos();
        }
        assertThat(logged())
                .containsExactly(
                        "traces can't be sent to the collector: Connection refused; 1 spans lost so far",
                        "traces can't be sent to the collector: Connection refused; 61 spans lost so far");
        fails = false;
        calls(2);
        export.step();
        calls(1);
        export.step();
        assertThat(logged()).hasSize(3).last().isEqualTo("traces can be sent again");
        assertThat(count("failed")).isEqualTo(90);
        assertThat(count("sent")).isEqualTo(3);
    }

    @Test
    void aStopSendsWhatWaits() throws Exception {
        export.start();
        calls(3);
        export.stop();
        assertThat(sent).hasSize(3);
        assertThat(logged()).isEmpty();
    }

    private final class Scripted implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            if (fails) {
                return CompletableResultCode.ofExceptionalFailure(new ConnectException("Connection refused"));
            }
            spans.forEach(span -> sent.add(span.getName()));
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}

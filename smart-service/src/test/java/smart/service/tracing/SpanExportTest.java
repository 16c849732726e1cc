package smart.service.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import smart.service.LogLines;
import smart.service.request.Outcome;
import smart.service.tracing.otlp.SendResult;

final class SpanExportTest {
    private static final SendResult ALL = new SendResult.Taken(0, "");
    private static final SendResult REFUSED = new SendResult.Lost("Connection refused", 0);

    private final TracedCalls calls = new TracedCalls();
    private final LogLines log = LogLines.of("smart.service.tracing");

    @AfterEach
    void stopListening() {
        log.close();
    }

    private List<String> logged() {
        return log.texts();
    }

    private void calls(int count) {
        for (int i = 0; i < count; i++) {
            calls.begin(new QuietCaller()).ended(Outcome.SUCCESS, 200, 1000);
        }
    }

    private List<Integer> batches() {
        return calls.requests.stream()
                .map(request -> request.getResourceSpans(0).getScopeSpans(0).getSpansCount())
                .toList();
    }

    @Test
    void sendsWhatWaits() throws Exception {
        calls(1500);
        assertThat(calls.spans()).hasSize(1500).extracting(Span::getName).containsOnly("GET /api/smart");
        assertThat(batches()).containsExactly(1500);
        assertThat(calls.count("sent")).isEqualTo(1500);
    }

    @Test
    void sendsFullBatchesAndLeavesALargeRestForTheNextOne() throws Exception {
        calls(5000);
        calls.export.step();
        assertThat(batches()).containsExactly(2048, 2048);
        calls.export.step();
        assertThat(batches()).containsExactly(2048, 2048, 904);
    }

    @Test
    void aRequestHasAtMostTwoMebibytes() throws Exception {
        String parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-f0f067aa0ba902b7-01";
        for (int i = 0; i < 2048; i++) {
            calls.begin(QuietCaller.with(
                            "Host",
                            "h".repeat(300),
                            "User-Agent",
                            "a".repeat(300),
                            "traceparent",
                            parent,
                            "tracestate",
                            "k=" + "s".repeat(500)))
                    .ended(Outcome.SUCCESS, 200, 1000);
        }
        calls.export.step();
        calls.export.step();
        assertThat(batches()).hasSize(2).allSatisfy(spans -> assertThat(spans).isPositive());
        assertThat(calls.requests)
                .allSatisfy(request -> assertThat(request.getSerializedSize()).isLessThan(2 * 1024 * 1024));
        assertThat(calls.count("sent")).isEqualTo(2048);
    }

    @Test
    void aSlowCollectorHoldsUpNothingThatIsDoneRegularly() throws Exception {
        calls.collector = request -> {
            calls.now += Duration.ofSeconds(3).toNanos();
            if (calls.requests.size() < 10) {
                calls(2048);
            }
            return ALL;
        };
        calls(2048);
        calls.export.step();
        assertThat(calls.requests).hasSize(10);
        assertThat(calls.looks).isGreaterThanOrEqualTo(9);
    }

    @Test
    void aFullBatchWakesTheThread() throws Exception {
        CountDownLatch batch = new CountDownLatch(1);
        calls.collector = request -> {
            batch.countDown();
            return ALL;
        };
        calls(2048);
        calls.export.start();
        batch.await();
        calls.export.stop();
        assertThat(calls.count("sent")).isEqualTo(2048);
    }

    @Test
    void dropsAndCountsWhatTheQueueHasNoRoomFor() throws Exception {
        calls(SpanExport.MOST_WAITING + 7);
        assertThat(calls.count("queue_full")).isEqualTo(7);
        calls.export.step();
        calls.export.step();
        assertThat(calls.count("sent")).isEqualTo(SpanExport.MOST_WAITING);
        calls(1);
        assertThat(calls.count("queue_full")).isEqualTo(7);
    }

    @Test
    void troubleIsALineAMinuteAndOneWhenItIsOver() throws Exception {
        calls.collector = request -> REFUSED;
        for (int second = 0; second < 90; second++) {
            calls(1);
            calls.export.step();
            calls.pass(Duration.ofSeconds(1));
        }
        assertThat(logged())
                .containsExactly(
                        "traces can't be sent to the collector: Connection refused; 1 spans lost so far",
                        "traces can't be sent to the collector: Connection refused; 61 spans lost so far");
        calls.collector = request -> ALL;
        calls(2);
        calls.export.step();
        calls(1);
        calls.export.step();
        assertThat(logged()).hasSize(3).last().isEqualTo("traces can be sent again");
        assertThat(calls.count("failed")).isEqualTo(90);
        assertThat(calls.count("sent")).isEqualTo(3);
    }

    @Test
    void sendsNothingWhileTheCollectorAsksForAPause() throws Exception {
        calls.collector = request -> new SendResult.Lost(
                "it responds with 503", Duration.ofSeconds(90).toNanos());
        calls(1);
        calls.export.step();
        calls.collector = request -> ALL;
        calls(1);
        calls.pass(Duration.ofSeconds(89));
        calls.export.step();
        assertThat(calls.requests).hasSize(1);
        calls.pass(Duration.ofSeconds(1));
        calls.export.step();
        assertThat(calls.requests).hasSize(2);
        assertThat(logged())
                .containsExactly(
                        "traces can't be sent to the collector: it responds with 503; 1 spans lost so far",
                        "traces can't be sent to the collector: it responds with 503; 1 spans lost so far",
                        "traces can be sent again");
    }

    @Test
    void countsWhatTheCollectorRejectsAndSaysWhy() throws Exception {
        calls.collector = request -> new SendResult.Taken(2, "too\nold");
        calls(5);
        calls.export.step();
        assertThat(calls.count("failed")).isEqualTo(2);
        assertThat(calls.count("sent")).isEqualTo(3);
        assertThat(logged())
                .containsExactly(
                        "traces can't be sent to the collector: it rejects 2 of 5 spans: too old; 2 spans lost so far");
    }

    @Test
    void aWarningOfTheCollectorIsLogged() throws Exception {
        calls.collector = request -> new SendResult.Taken(0, "the attribute is old");
        calls(1);
        calls.export.step();
        assertThat(calls.count("sent")).isEqualTo(1);
        assertThat(logged()).containsExactly("the collector accepts traces with a warning: the attribute is old");
    }

    /** A collector that always warns must not hide that it takes spans again. */
    @Test
    void aWarningEndsAFailure() throws Exception {
        calls.collector = request -> new SendResult.Lost("it responds with 400", 0);
        calls(1);
        calls.export.step();
        calls.collector = request -> new SendResult.Taken(0, "the attribute is old");
        calls(1);
        calls.export.step();
        assertThat(logged())
                .containsExactly(
                        "traces can't be sent to the collector: it responds with 400; 1 spans lost so far",
                        "traces can be sent again",
                        "the collector accepts traces with a warning: the attribute is old");
    }

    @Test
    void afterAFailureTheNextRequestIsComplete() throws Exception {
        calls.collector = request -> REFUSED;
        calls(3);
        calls.export.step();
        calls(2);
        calls.export.step();
        assertThat(batches()).containsExactly(3, 2);
    }

    @Test
    void aStopSendsWhatWaits() throws Exception {
        calls.export.start();
        calls(3000);
        calls.export.stop();
        assertThat(calls.count("sent")).isEqualTo(3000);
        assertThat(logged()).isEmpty();
    }
}

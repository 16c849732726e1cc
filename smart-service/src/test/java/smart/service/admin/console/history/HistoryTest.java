package smart.service.admin.console.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import smart.service.admin.console.watch.LiveFigures;
import smart.service.backend.attempt.LatencyTimer;
import smart.service.limit.InFlightLimiter;

final class HistoryTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final MetricRegistry metrics = new MetricRegistry();
    private final InFlightLimiter limiter = new InFlightLimiter(100, metrics, () -> 0);
    private final LatencyTimer calls = (LatencyTimer) metrics.timer("smart.request.duration", LatencyTimer::new);
    private long second;
    private final Meters meters;
    private final History history;

    private HistoryTest() {
        metrics.timer("smart.backend.attempt.duration", LatencyTimer::new);
        metrics.counter("smart.requests.success");
        metrics.counter("smart.requests.timeout");
        metrics.counter("smart.backend.errors.reset");
        meters = new Meters(
                metrics, limiter, () -> Instant.ofEpochSecond(second), () -> TimeUnit.SECONDS.toNanos(second));
        history = new History(meters);
    }

    private void tick() {
        history.add(meters.read());
        second++;
    }

    private void call(long millis) {
        metrics.counter("smart.requests.success").inc();
        calls.update(millis, TimeUnit.MILLISECONDS);
    }

    private JsonNode json(Range range, long after) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = MAPPER.createGenerator(text)) {
            history.write(json, range, after, 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        try {
            return MAPPER.readTree(text.toString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aStepHasTheRatesAndPercentilesOfItsSecond() {
        tick();
        call(100);
        call(100);
        tick();
        tick();

        JsonNode json = json(Range.FIVE_MINUTES, 0);

        assertThat(json.at("/times")).hasToString("[1000,2000]");
        assertThat(json.at("/calls/success")).hasToString("[2,0]");
        assertThat(json.at("/callMs/p95").get(0).asDouble()).isBetween(97.0, 103.0);
        assertThat(json.at("/callMs/p95").get(1).isNull()).isTrue();
        assertThat(json.at("/attemptMs/p50")).hasToString("[null,null]");
        assertThat(json.at("/extraLoad")).hasToString("[0,null]");
        assertThat(json.at("/limit")).hasToString("[100,100]");
    }

    @Test
    void aStepOfTenSecondsIsTheWholeOfThem() {
        tick();
        for (int i = 0; i < 10; i++) {
            call(i < 9 ? 10 : 1000);
            if (i == 3) {
                limiter.tryAcquire();
                limiter.tryAcquire().release();
            }
            tick();
        }

        JsonNode json = json(Range.AN_HOUR, 0);

        assertThat(json.at("/times")).hasToString("[10000]");
        assertThat(json.at("/calls/success")).hasToString("[1]");
        assertThat(json.at("/callMs/p50").get(0).asDouble()).isBetween(9.7, 10.3);
        assertThat(json.at("/callMs/p99").get(0).asDouble()).isBetween(970.0, 1030.0);
        assertThat(json.at("/inFlight")).hasToString("[2]");
    }

    @Test
    void aPeakBetweenTwoLooksIsSeen() {
        tick();
        limiter.tryAcquire().release();
        tick();
        tick();
        assertThat(json(Range.FIVE_MINUTES, 0).at("/inFlight")).hasToString("[1,0]");
    }

    /** As in the rule job:smart_hedges_sent:ratio_rate5m and in the dashboard. */
    @Test
    void theExtraLoadIsInPercentOfTheCallsThatPassedTheLimit() {
        tick();
        for (String outcome : List.of("success", "client_gone", "rejected", "bad_request")) {
            metrics.counter("smart.requests." + outcome).inc(10);
        }
        metrics.counter("smart.hedges.sent").inc(5);
        tick();

        assertThat(json(Range.FIVE_MINUTES, 0).at("/extraLoad")).hasToString("[25]");
        assertThat(LiveFigures.of(history.last(10).orElseThrow(), 0, Double.NaN, Map.of())
                        .extraLoad())
                .isEqualTo(25);
    }

    @Test
    void aPercentileOfTenSecondsIsTakenFromThemAndNotFromItsSeconds() {
        tick();
        for (int i = 0; i < 10; i++) {
            for (int n = 0; n < 4; n++) {
                call(i == 0 && n == 0 ? 3000 : 20);
            }
            tick();
        }
        LiveFigures figures =
                LiveFigures.of(history.last(10).orElseThrow(), history.mostInFlight(10), Double.NaN, Map.of());
        assertThat(figures.callP95()).isBetween(19.0, 21.0);
        assertThat(figures.callsPerSecond()).isEqualTo(4);
        assertThat(figures.usualP95()).isNull();
    }

    @Test
    void fiveMinutesAreRemembered() {
        tick();
        call(10);
        for (int i = 0; i < 320; i++) {
            tick();
        }
        assertThat(history.last(600).orElseThrow().count("smart.requests.success"))
                .isEqualTo(1);
        assertThat(history.last(300).orElseThrow().count("smart.requests.success"))
                .isZero();
        assertThat(history.last(300).orElseThrow().seconds()).isBetween(295.0, 311.0);
    }

    @Test
    void timesAreShiftedAsTheMachinesClockIs() throws IOException {
        tick();
        tick();
        tick();
        StringWriter text = new StringWriter();
        try (JsonGenerator json = MAPPER.createGenerator(text)) {
            history.write(json, Range.FIVE_MINUTES, 501, -500);
        }
        assertThat(MAPPER.readTree(text.toString()).at("/times")).hasToString("[1500]");
    }

    @Test
    void theOldestStepsMakeRoomForTheNewest() {
        for (int i = 0; i <= 1000; i++) {
            tick();
        }

        JsonNode quarter = json(Range.A_QUARTER, 0);
        assertThat(quarter.at("/times")).hasSize(900);
        assertThat(quarter.at("/times").get(0).asLong()).isEqualTo(101_000);
        assertThat(quarter.at("/times").get(899).asLong()).isEqualTo(1_000_000);
        assertThat(json(Range.FIVE_MINUTES, 0).at("/times")).hasSize(300);
        assertThat(json(Range.SIX_HOURS, 0).at("/times")).hasSize(100);
    }

    @Test
    void onlyWhatIsLaterIsWritten() {
        for (int i = 0; i < 10; i++) {
            tick();
        }

        assertThat(json(Range.FIVE_MINUTES, 7000).at("/times")).hasToString("[8000,9000]");
        assertThat(json(Range.FIVE_MINUTES, 9000).at("/times")).isEmpty();
    }

    @Test
    void nothingIsKnownBeforeTheSecondReading() {
        assertThat(history.last(10)).isEmpty();
        tick();
        assertThat(history.last(10)).isEmpty();
        assertThat(json(Range.SIX_HOURS, 0).at("/times")).isEmpty();
    }
}

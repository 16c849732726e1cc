package smart.service.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import smart.mock.MockBackend;
import smart.mock.reply.Fault;
import smart.mock.reply.Reply;
import smart.service.SmartService;
import smart.testkit.Await;

/** The dashboard of {@code deploy/grafana} and the rules, against a Prometheus that has read a service with all kinds of calls. */
final class DashboardIT {
    private static final Path ROOT = Path.of(System.getProperty("smart.root"));
    private static final int LIMIT = 8;
    /** Longer than the test takes: what happened in it is never outside, however slow the machine is. */
    private static final String WINDOW = "1h";

    /** Everything that the run below brings about, after the first scrape. */
    private static final List<String> EVENTS = List.of(
            "smart_requests_total{outcome=\"success\"}",
            "smart_requests_total{outcome=\"backend_status\"}",
            "smart_requests_total{outcome=\"backend_error\"}",
            "smart_requests_total{outcome=\"timeout\"}",
            "smart_requests_total{outcome=\"rejected\"}",
            "smart_requests_total{outcome=\"bad_request\"}",
            "smart_backend_attempts_total{result=\"success\"}",
            "smart_backend_attempts_total{result=\"failure\"}",
            "smart_backend_attempts_total{result=\"cancelled\"}",
            "smart_backend_errors_total{kind=\"reset\"}",
            "smart_backend_errors_total{kind=\"status\"}",
            "smart_hedges_total{event=\"sent\"}",
            "smart_hedges_total{event=\"won\"}",
            "smart_hedges_total{event=\"suppressed\"}",
            "smart_request_duration_seconds_count",
            "smart_backend_attempt_duration_seconds_count");

    @TempDir
    private static Path folder;

    private static MockBackend mock;
    private static SmartService service;
    private static PrometheusServer prometheus;

    @BeforeAll
    static void callTheServiceInAllWaysWhilePrometheusReadsIt() throws Exception {
        mock = MockBackend.start();
        service = SmartService.inFrontOf(mock.url())
                .with("limit.maxInFlight", String.valueOf(LIMIT))
                .with("hedging.enabled", "true")
                .with("hedging.delay", "50ms")
                .with("hedging.extraAttempts", "1")
                .with("hedging.budget", "0")
                .with("hedging.minPerSecond", "2")
                .started();
        prometheus = new PrometheusServer(
                folder,
                "127.0.0.1:" + service.getAdminPort(),
                ROOT.resolve("deploy/prometheus/smart.rules.yml").toAbsolutePath());
        prometheus.await("smart_ready");

        mock.always(Reply.of("{}", 200, 0));
        service.get("");
        mock.always(Reply.of("broken", 500, 0));
        service.get("");
        mock.always(Reply.fault(Fault.RESET));
        service.get("");
        service.get("?timeout=soon");
        Await.until("a hedge that wins and cancels the first attempt", DashboardIT::hedged);
        mock.always(Reply.of("{}", 200, 20_000));
        Await.until("calls that time out and calls that are refused", DashboardIT::overloaded);
        learnTheLimit();

        for (String series : EVENTS) {
            prometheus.await("increase(" + series + "[" + WINDOW + "]) > 0");
        }
    }

    private static boolean overloaded() {
        List<CompletableFuture<?>> calls = new ArrayList<>();
        for (int i = 0; i < 2 * LIMIT; i++) {
            calls.add(service.getAsync("?timeout=1000"));
        }
        CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).join();
        return service.count("smart.requests.timeout") > 0 && service.count("smart.requests.rejected") > 0;
    }

    /** The limit becomes adaptive, and learns what an unloaded backend takes. */
    private static void learnTheLimit() throws IOException, InterruptedException {
        mock.always(Reply.of("{}", 200, 20));
        service.admin("POST", "/tasks/set-limit?mode=adaptive");
        Await.until("the unloaded latency is known", () -> {
            List<CompletableFuture<?>> calls = new ArrayList<>();
            for (int i = 0; i < LIMIT; i++) {
                calls.add(service.getAsync(""));
            }
            CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).join();
            return service.getEnvironment()
                            .metrics()
                            .getGauges()
                            .get("smart.limit.unloaded_latency")
                            .getValue()
                    != null;
        });
    }

    /**
     * The first attempt hangs, the extra one is answered, once the budget allows for one. In a cold JVM an earlier call may have
     * brought a hedge that won and nothing that was cancelled, or one that was cancelled and did not win.
     */
    private static boolean hedged() {
        try {
            mock.scenario(Reply.of("{}", 200, 20_000), Reply.of("{}", 200, 0));
            service.get("?timeout=1000");
            return service.count("smart.backend.attempts.cancelled") > 0 && service.count("smart.hedges.won") > 0;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    static void stop() {
        Stream.of(prometheus, service, mock).forEach(DashboardIT::close);
    }

    private static void close(AutoCloseable started) {
        if (started != null) {
            try {
                started.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static Stream<String> queries() throws IOException {
        return dashboard().findValuesAsText("expr").stream()
                .filter(query -> !query.startsWith("ALERTS"))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("queries")
    void everyQueryHasAResult(String query) {
        JsonNode result = prometheus.await(query.replace("$__rate_interval", WINDOW)
                .replace("$job", "smart")
                .replace("$instance", ".*"));

        assertThat(result)
                .allSatisfy(series -> assertThat(series.at("/value/1").asText()).isNotIn("NaN", "+Inf", "-Inf"));
    }

    /** Their series end when they can't be scraped. Without a number the panel would say "No data". */
    @Test
    void withoutAnyReplicaTheFirstPanelSaysThatNoneIsReady() throws Exception {
        JsonNode targets = dashboard().at("/panels/0/targets");

        assertThat(targets).isNotEmpty();
        for (JsonNode target : targets) {
            String query = target.path("expr").asText().replace("$job", "smart").replace("$instance", "gone");

            assertThat(prometheus.await(query).at("/0/value/1").asText()).isEqualTo("0");
        }
    }

    @ParameterizedTest
    @CsvSource({"1, job, smart_ready", "2, instance, smart_ready{job=\"$job\"}"})
    void theVariablesHaveValues(int index, String label, String selector) throws Exception {
        String query =
                dashboard().at("/templating/list/" + index + "/query/query").asText();

        assertThat(query).isEqualTo("label_values(" + selector + ", " + label + ")");
        assertThat(prometheus.await(selector.replace("$job", "smart")))
                .singleElement()
                .satisfies(series ->
                        assertThat(series.at("/metric/" + label).asText()).isNotEmpty());
    }

    @Test
    void theQueryOfTheAnnotationsIsUnderstood() throws Exception {
        String query = dashboard().at("/annotations/list/0/expr").asText();

        assertThat(prometheus.query(query)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "job_outcome:smart_requests:rate5m",
                "job:smart_requests:rate5m",
                "job:smart_requests_failed:ratio_rate5m",
                "job:smart_requests_rejected:ratio_rate5m",
                "job:smart_requests_client_gone:ratio_rate5m",
                "job:smart_request_duration_seconds:p50_rate5m",
                "job:smart_request_duration_seconds:p95_rate5m",
                "job:smart_request_duration_seconds:p99_rate5m",
                "job:smart_backend_attempt_duration_seconds:p95_rate5m",
                "job_kind:smart_backend_errors:rate5m",
                "job:smart_backend_attempts_failed:ratio_rate5m",
                "job:smart_in_flight:ratio",
                "job:smart_hedges_sent:ratio_rate5m",
                "job:smart_hedges_suppressed:ratio_rate5m"
            })
    void everyRecordingRuleHasAResult(String series) {
        assertThat(prometheus.await(series + "{job=\"smart\"}")).isNotEmpty();
    }

    @Test
    void noPanelLiesOnAnother() throws Exception {
        Set<String> taken = new HashSet<>();
        for (JsonNode panel : dashboard().path("panels")) {
            JsonNode at = panel.path("gridPos");
            for (int x = 0; x < at.path("w").asInt(); x++) {
                for (int y = 0; y < at.path("h").asInt(); y++) {
                    String cell =
                            (at.path("x").asInt() + x) + "," + (at.path("y").asInt() + y);
                    assertThat(taken.add(cell)).as(panel.path("title").asText()).isTrue();
                }
            }
        }
    }

    private static JsonNode dashboard() throws IOException {
        return new ObjectMapper()
                .readTree(ROOT.resolve("deploy/grafana/smart.json").toFile());
    }
}

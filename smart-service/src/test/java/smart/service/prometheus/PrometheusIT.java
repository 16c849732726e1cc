package smart.service.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import smart.mock.MockBackend;
import smart.mock.reply.Reply;
import smart.service.SmartService;
import smart.service.backend.BackendFailure;
import smart.service.backend.attempt.AttemptListener;
import smart.testkit.Await;
import smart.testkit.RawBackend;

final class PrometheusIT {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static MockBackend mock;
    private static SmartService unused;
    private static SmartService used;

    @BeforeAll
    static void callOneOfTwoServices() throws Exception {
        mock = MockBackend.start();
        unused = SmartService.inFrontOf(mock.url()).started();
        used = SmartService.inFrontOf(mock.url()).started();
        mock.scenario(Reply.of("{}", 200, 0), Reply.of("{}", 200, 0), Reply.of("broken", 500, 0));
        used.get("");
        used.get("");
        used.get("");
        used.get("?timeout=soon");
        // A call is counted once its response is written, in each of its metrics one after the other.
        Await.until(
                "all calls counted",
                () -> used.count("smart.requests.success") == 2
                        && used.count("smart.requests.backend_status") == 1
                        && used.count("smart.requests.bad_request") == 1
                        && used.getEnvironment()
                                        .metrics()
                                        .timer("smart.request.duration")
                                        .getCount()
                                == 3
                        && value(used, "smart_request_duration_seconds_count") == 3);
    }

    @AfterAll
    static void stop() {
        Stream.of(used, unused).filter(service -> service != null).forEach(SmartService::close);
        mock.close();
    }

    static Stream<String> seriesThatBeginWithZero() {
        return Stream.of(
                        SmartService.OUTCOMES.stream()
                                .map(outcome -> "smart_requests_total{outcome=\"" + outcome + "\"}"),
                        Arrays.stream(AttemptListener.Result.values())
                                .map(result -> "smart_backend_attempts_total{result=\""
                                        + result.name().toLowerCase(Locale.ROOT) + "\"}"),
                        Arrays.stream(BackendFailure.Kind.values())
                                .map(kind -> "smart_backend_errors_total{kind=\"" + kind.label() + "\"}"),
                        Stream.of("sent", "won", "suppressed")
                                .map(event -> "smart_hedges_total{event=\"" + event + "\"}"),
                        Stream.of(
                                "smart_request_duration_seconds_bucket{le=\"0.1\"}",
                                "smart_request_duration_seconds_bucket{le=\"+Inf\"}",
                                "smart_request_duration_seconds_count",
                                "smart_request_duration_seconds_sum",
                                "smart_backend_attempt_duration_seconds_bucket{le=\"10.0\"}",
                                "smart_backend_attempt_duration_seconds_count",
                                "smart_in_flight",
                                "smart_error_notes_dropped_total",
                                "smart_backend_connections_leased",
                                "smart_backend_connections_pending"))
                .flatMap(series -> series);
    }

    @ParameterizedTest
    @MethodSource("seriesThatBeginWithZero")
    void everySeriesIsThereBeforeTheFirstCall(String series) throws Exception {
        assertThat(value(unused, series)).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "smart_requests_total{outcome=\"success\"} | 2",
                "smart_requests_total{outcome=\"backend_status\"} | 1",
                "smart_requests_total{outcome=\"bad_request\"} | 1",
                "smart_request_duration_seconds_count | 3",
                "smart_request_duration_seconds_bucket{le=\"+Inf\"} | 3",
                "smart_backend_attempts_total{result=\"success\"} | 2",
                "smart_backend_attempts_total{result=\"failure\"} | 1",
                "smart_backend_attempt_duration_seconds_count | 3",
                "smart_backend_errors_total{kind=\"status\"} | 1",
                "smart_in_flight_limit | 100",
                "smart_ready | 1",
                "smart_healthy{check=\"backend\"} | 1",
                "smart_build_info{commit=\"unknown\",version=\"development\"} | 1"
            })
    void whatHappenedIsCounted(String series, double expected) throws Exception {
        assertThat(value(used, series)).isEqualTo(expected);
    }

    @Test
    void theDelayOfHedgingIsThereOnlyWhileHedgingIsOn() throws Exception {
        used.admin("POST", "/tasks/set-hedging?enabled=true");
        assertThat(value(used, "smart_hedging_delay_seconds")).isEqualTo(0.3);
        used.admin("POST", "/tasks/set-hedging?enabled=false");
        assertThat(used.admin("GET", "/prometheus").body()).doesNotContain("\nsmart_hedging_delay_seconds");
    }

    @Test
    void eachAddressTellsItsAttemptsInFlight() throws Exception {
        try (RawBackend silent = RawBackend.start();
                SmartService smart = SmartService.inFrontOf(silent.url()).started()) {
            silent.reply(RawBackend.Reply.never());
            assertThat(value(smart, "smart_backend_address_in_flight{address=\"127.0.0.1\"}"))
                    .isZero();
            var call = smart.getAsync("?timeout=20000");
            Await.until("the attempt is there", () -> silent.requests().size() == 1);
            assertThat(value(smart, "smart_backend_address_in_flight{address=\"127.0.0.1\"}"))
                    .isEqualTo(1);
            assertThat(value(smart, "smart_backend_address_ejected{address=\"127.0.0.1\"}"))
                    .isZero();
            call.cancel(true);
        }
    }

    @Test
    void dropwizardsJsonSaysTheSame() throws Exception {
        assertThat(used.admin("GET", "/metrics").body())
                .contains("\"smart.requests.success\":{\"count\":2}")
                .contains("\"smart.request.duration\":{\"count\":3,");
    }

    @Test
    void everyMetricIsInTheRunbook() throws Exception {
        MetricsTable table = MetricsTable.read();

        assertThat(used.getEnvironment().metrics().getNames())
                .filteredOn(metric -> metric.startsWith("smart."))
                .contains("smart.requests.success")
                .allSatisfy(metric -> assertThat(table.hasMetric(metric))
                        .as("docs/operations.md, Metrics: the column Dropwizard has %s", metric)
                        .isTrue());
        assertThat(families(used))
                .filteredOn(family -> family.startsWith("smart_"))
                .contains("smart_requests_total")
                .allSatisfy(family -> assertThat(table.hasFamily(family))
                        .as("docs/operations.md, Metrics: the column Prometheus has %s", family)
                        .isTrue());
    }

    @Test
    void everyMetricOfTheRunbookIsThere() throws Exception {
        List<String> families = families(used);

        assertThat(MetricsTable.read().alwaysThere())
                .contains("smart_requests_total", "smart_backend_connections_idle")
                .allSatisfy(family -> assertThat(families.contains(family))
                        .as("PrometheusMetrics names %s, which docs/operations.md promises", family)
                        .isTrue());
    }

    @Test
    void promtoolFindsNothingWrong() throws Exception {
        assertThat(Promtool.run(scrape(used, "text/plain").body(), "check", "metrics"))
                .isEmpty();
    }

    @Test
    void theJvmIsThere() throws Exception {
        assertThat(scrape(used, "text/plain").body())
                .contains("jvm_memory_used_bytes{area=\"heap\"}", "process_cpu_seconds_total", "jvm_threads_current");
    }

    @Test
    void plainTextIsWhatAnyoneGets() throws Exception {
        HttpResponse<String> response = scrape(used, "*/*");

        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
    }

    @Test
    void openMetricsIsForWhoeverAsksForIt() throws Exception {
        HttpResponse<String> response =
                scrape(used, "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1");

        assertThat(response.headers().firstValue("Content-Type"))
                .hasValue("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(response.body()).endsWith("# EOF\n").doesNotContain("# {"); // no exemplars
    }

    @ParameterizedTest
    @ValueSource(strings = {"/prometheus", "/metrics"})
    void theApplicationPortShowsNoMetrics(String path) throws Exception {
        assertThat(used.send("GET", path).statusCode()).isEqualTo(404);
    }

    private static HttpResponse<String> scrape(SmartService service, String accept)
            throws IOException, InterruptedException {
        URI url = URI.create("http://127.0.0.1:" + service.getAdminPort() + "/prometheus");
        return CLIENT.send(HttpRequest.newBuilder(url).header("Accept", accept).build(), BodyHandlers.ofString());
    }

    private static List<String> families(SmartService service) throws IOException, InterruptedException {
        return scrape(service, "text/plain")
                .body()
                .lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" ", -1)[2])
                .toList();
    }

    private static double value(SmartService service, String series) throws IOException, InterruptedException {
        return scrape(service, "text/plain")
                .body()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + series));
    }
}

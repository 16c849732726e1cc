package smart.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hedged call, as a real Zipkin shows it. */
final class ZipkinIT {
    private static final Pattern ZIPKIN = Pattern.compile("Serving HTTP at .*:(\\d+)");
    private static final Pattern MOCK = Pattern.compile("^smart-mock listens on http://127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern SMART = Pattern.compile("listening on \\S+:(\\d+),");
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    @Test
    void showsTheAttemptsOfAHedgedCallUnderIt(@TempDir Path folder) throws Exception {
        assumeFalse(Boolean.getBoolean("smart.live"), "another's deployment sends its traces elsewhere");
        try (JarProcess zipkinProcess = JarProcess.start(
                        folder, Map.of("QUERY_PORT", "0"), "smart-acceptance/target/zipkin/zipkin-server.jar");
                JarProcess mockProcess =
                        JarProcess.start(folder, Map.of(), "smart-mock.jar", "--port", "0", "--admin-port", "0")) {
            URI mock = mockProcess.url(MOCK);
            mockProcess.ignoreOutput();
            try (OtlpToZipkin collector = new OtlpToZipkin();
                    JarProcess smartProcess =
                            JarProcess.start(folder, settings(mock, collector.url()), "smart.jar", "server")) {
                URI smart = smartProcess.url(SMART);
                smartProcess.ignoreOutput();
                // The first hangs, the second fails, and the third is the answer.
                new Mock(mock)
                        .plays(
                                Mock.entry("{\"time\": 1}", 200, 60_000),
                                Mock.entry("broken", 500, 80),
                                Mock.entry("{\"time\": 3}", 200, 120));
                HttpResponse<String> answer = Http.send(HttpRequest.newBuilder(smart.resolve("/api/smart"))
                        .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01"));
                assertThat(answer.body()).isEqualTo("{\"time\": 3}");

                URI zipkin = zipkinProcess.url(ZIPKIN); // It starts while the call is made.
                zipkinProcess.ignoreOutput();
                collector.handTo(zipkin, 4);
                List<JsonNode> spans = trace(zipkin);
                JsonNode server = spans.get(0);
                assertThat(server.path("kind").asText()).isEqualTo("SERVER");
                assertThat(server.at("/localEndpoint/serviceName").asText()).isEqualTo("smart");
                assertThat(server.at("/tags/smart.attempts").asText()).isEqualTo("3");
                List<JsonNode> attempts = spans.subList(1, 4);
                assertThat(attempts).allSatisfy(attempt -> {
                    assertThat(attempt.path("kind").asText()).isEqualTo("CLIENT");
                    assertThat(attempt.path("parentId")).isEqualTo(server.path("id"));
                });
                assertThat(attempts.get(0).at("/annotations/0/value").asText()).isEqualTo("cancelled as loser");
                assertThat(attempts.get(1).at("/tags/smart.hedge.reason").asText())
                        .isEqualTo("delay");
                assertThat(attempts.get(1).at("/tags/error").asText()).isEqualTo("500");
                assertThat(attempts.get(2).at("/tags/smart.hedge.reason").asText())
                        .isEqualTo("failure");
                assertThat(attempts.get(2).at("/tags/smart.hedge.winner").asText())
                        .isEqualTo("true");
            }
        }
    }

    private static Map<String, String> settings(URI mock, URI collector) {
        return Map.of(
                "REMOTE_URL", mock.toString(),
                "PORT_NUMBER", "0",
                "ADMIN_PORT", "0",
                "WARM_UP", "0s",
                "REQUEST_TIMEOUT", "60",
                "HEDGING", "true",
                "HEDGE_DELAY", "2s", // So that the first attempt is at the mock first, though both have just started.
                "HEDGE_INTERVAL", "30s",
                "OTEL_EXPORTER_OTLP_ENDPOINT", collector.toString());
    }

    /** The spans in the order of their starts, once Zipkin has all four. */
    private static List<JsonNode> trace(URI zipkin) throws Exception {
        long start = System.nanoTime();
        while (true) {
            HttpResponse<String> answer = Http.send(HttpRequest.newBuilder(zipkin.resolve("/api/v2/trace/" + TRACE)));
            if (answer.statusCode() == 200) {
                List<JsonNode> spans = new ArrayList<>();
                new ObjectMapper().readTree(answer.body()).forEach(spans::add);
                if (spans.size() == 4) {
                    // The server's span may begin in the same microsecond as the first attempt.
                    spans.sort(Comparator.comparing((JsonNode span) ->
                                    !span.path("kind").asText().equals("SERVER"))
                            .thenComparingLong(span -> span.path("timestamp").asLong()));
                    return spans;
                }
            }
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new AssertionError("not within 60 s: the trace in Zipkin; it answers " + answer.statusCode());
            }
            LockSupport.parkNanos(50_000_000);
        }
    }
}

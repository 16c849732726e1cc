package smart.service.admin.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import smart.mock.MockBackend;
import smart.mock.reply.Reply;
import smart.service.Fixtures;
import smart.service.SmartService;
import smart.service.backend.BackendFailure;
import smart.testkit.Await;

/** What the console's page asks for, from a running service. */
final class ConsoleIT {
    private static final MockBackend MOCK = MockBackend.start();

    @RegisterExtension
    private static final SmartService SMART = SmartService.inFrontOf(MOCK.url())
            .with("backend.requiredForReadiness", "true"); // Else its check is first run after 10 s.

    @AfterAll
    static void stop() {
        MOCK.close();
    }

    @Test
    void nowSaysWhatIsThere() throws Exception {
        Await.until(
                "the checks have run",
                () -> get("/console/now").at("/checks/0/healthy").isBoolean());

        JsonNode now = get("/console/now");

        assertThat(now.at("/now").asLong()).isPositive();
        assertThat(now.at("/state/level").asText()).isIn("ok", "idle", "warn", "bad");
        assertThat(now.at("/ready/ready").asBoolean()).isTrue();
        assertThat(now.at("/service/backend").asText()).isEqualTo(MOCK.url().getAuthority());
        assertThat(now.at("/service/host").asText()).isNotEmpty();
        assertThat(now.at("/tasks/access").asText()).isEqualTo("open");
        assertThat(now.at("/state/title").asText()).isNotEmpty();
        assertThat(now.at("/state/cause").asText()).isNotEmpty();
        assertThat(now.at("/state/facts").isArray()).isTrue();
        assertThat(now.at("/service/pid").asLong())
                .isEqualTo(ProcessHandle.current().pid());
        assertThat(now.at("/service/version").asText()).isEqualTo("development");
        assertThat(now.at("/service/java").asText()).startsWith(System.getProperty("java.version"));
        assertThat(now.at("/limit/max").asInt()).isEqualTo(100);
        assertThat(now.at("/pool/max").asInt()).isEqualTo(1100);
        assertThat(now.at("/hedging/delayMs").asDouble()).isEqualTo(300);
        assertThat(now.at("/jvm/heapUsed").asLong()).isPositive();
        assertThat(now.at("/jvm/openFiles").asLong()).isPositive();
        assertThat(now.at("/checks").findValuesAsText("name"))
                .containsExactly("backend", "deadlocks", "drain", "error-log", "limiter", "warm-up");
        assertThat(now.at("/checks/0/message").asText()).isNotEmpty();
        assertThat(now.at("/checks/0/since").asLong()).isPositive();
        assertThat(now.at("/errorLog/file").asText()).endsWith("backend_errors.log");
    }

    @Test
    void everySettingSaysWhereItComesFromAndWhatChangesIt() throws Exception {
        SMART.admin("POST", "/tasks/set-limit?value=99");

        assertThat(setting("limit.maxInFlight")).isEqualTo("\"99\" \"task\" \"REQUESTS_LIMIT\" \"set-limit\"");
        assertThat(setting("backend.url")).isEqualTo("\"" + MOCK.url() + "\" \"command line\" \"REMOTE_URL\" null");
        assertThat(setting("backend.timeout")).isEqualTo("\"10s\" \"default\" \"REQUEST_TIMEOUT\" \"set-timeout\"");
        assertThat(setting("hedging.delay")).isEqualTo("\"300ms\" \"default\" \"HEDGE_DELAY\" \"set-hedging\"");
        assertThat(setting("limit.saturatedAfter")).isEqualTo("\"30s\" \"default\" null null");
        SMART.admin("POST", "/tasks/set-limit?value=100");
    }

    @Test
    void theHistoryHasWhatCallsDid() throws Exception {
        MOCK.scenario(Reply.of("{}", 200, 100), Reply.of("oops", 500, 0));
        SMART.get("");
        SMART.get("");
        Await.until("both calls in the history", () -> {
            JsonNode history = get("/console/history?range=5m");
            return sum(history.at("/calls/success")) > 0
                    && sum(history.at("/calls/backend_status")) > 0
                    && sum(history.at("/errors/status")) > 0
                    && max(history.at("/callMs/p99")) > 95
                    && max(history.at("/attemptMs/p99")) > 95;
        });

        JsonNode history = get("/console/history?range=5m");

        int steps = history.at("/times").size();
        assertThat(history.at("/stepMs").asInt()).isEqualTo(1000);
        history.properties().stream()
                .filter(field -> field.getValue().isContainerNode())
                .flatMap(field -> field.getValue().isArray()
                        ? Stream.of(field.getValue())
                        : field.getValue().valueStream())
                .forEach(column -> assertThat(column).hasSize(steps));
        assertThat(history.at("/calls").properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrderElementsOf(SmartService.OUTCOMES);
        assertThat(history.at("/errors").properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(BackendFailure.Kind.values())
                        .map(BackendFailure.Kind::label)
                        .toList());
        assertThat(max(history.at("/limit"))).isGreaterThan(98);
        assertThat(history.at("/hedges/won").isArray()).isTrue();
        long newest = history.at("/times").get(steps - 1).asLong();
        assertThat(get("/console/history?range=15m&after=" + (newest - 1))
                        .at("/times")
                        .get(0)
                        .asLong())
                .isEqualTo(newest);
        assertThat(get("/console/history?range=6h").at("/stepMs").asInt()).isEqualTo(10_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "history                  | range must be one of 5m, 15m, 1h, 6h",
                "history?range=2h         | range must be one of 5m, 15m, 1h, 6h",
                "history?range=5m&after=x | after must be a whole number",
                "errors?limit=0           | limit must be from 1 to 1000",
                "errors?limit=1001        | limit must be from 1 to 1000",
                "errors?limit=-1          | limit must be a whole number",
                "errors?kind=sad          | kind must be one of refused, reset, timeout, malformed, truncated, too_large, invalid_json, status",
                "errors/groups?status=5xx | status must be a number such as 503, or - for none",
                "errors/groups?limit=5    | limit is not known; known here: detail, kind, status, text",
                "errors?kinds=reset       | kinds is not known; known here: detail, kind, limit, status, text",
                "history?range=5m&since=1 | since is not known; known here: after, range"
            })
    void aWrongParameterIsAProblem(String page, String detail) throws Exception {
        HttpResponse<String> response = SMART.admin("GET", "/console/" + page);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(Fixtures.parse(response.body().getBytes(UTF_8)).at("/detail").asText())
                .isEqualTo(detail);
    }

    @Test
    void aTagThatABackendSentIsNoTagInTheAnswer() throws Exception {
        MOCK.scenario(Reply.of("<script>alert(1)</script>", 200, 0));
        SMART.get("", "X-Request-Id", "with-script");
        Await.until(
                "the note is there", () -> Files.readString(SMART.errorLog()).contains("with-script"));
        Files.writeString(
                SMART.errorLog(),
                "2026-11-24T10:00:00.000Z request=forged attempt=1/1 kind=reset status=- elapsed_ms=1 "
                        + "detail=\"<script>alert('1')</script>&\"\n",
                StandardOpenOption.APPEND);

        HttpResponse<String> response = SMART.admin("GET", "/console/errors?text=SCRIPT");

        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(response.body()).contains("\\u003Cscript\\u003E").doesNotContain("<", ">", "&", "'");
        assertThat(Fixtures.parse(response.body().getBytes(UTF_8))
                        .at("/notes/0/detail")
                        .asText())
                .isEqualTo("<script>alert('1')</script>&");
    }

    @Test
    void theErrorLogCanBeTakenAwayWhole() throws Exception {
        MOCK.scenario(Reply.of("oops", 500, 0));
        SMART.get("", "X-Request-Id", "for-download");
        Await.until(
                "the note is there", () -> Files.readString(SMART.errorLog()).contains("for-download"));

        HttpResponse<String> response = SMART.admin("GET", "/console/errors/download");

        assertThat(response.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"backend_errors.log\"");
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(response.body()).contains("request=for-download").endsWith("\n");
    }

    @Test
    void whatWasDoneIsAmongTheEvents() throws Exception {
        SMART.admin("POST", "/tasks/set-limit?value=98");
        SMART.admin("POST", "/tasks/set-limit?value=100");

        assertThat(get("/console/events").findValuesAsText("detail"))
                .anyMatch(detail -> detail.contains("98 -> 100, by 127.0.0.1"))
                .anyMatch(detail -> detail.startsWith("version "));
    }

    @Test
    void aReplicaThatDrainsSaysThatItIsNotReadyAndSinceWhen() throws Exception {
        SMART.admin("POST", "/tasks/drain");
        Await.until(
                "it is not ready", () -> !get("/console/now").at("/ready/ready").asBoolean());
        JsonNode ready = get("/console/now").at("/ready");
        assertThat(ready.at("/why/0/check").asText()).isEqualTo("drain");
        assertThat(ready.at("/why/0/message").asText()).isNotEmpty();
        assertThat(ready.at("/since").asLong()).isPositive();
        SMART.admin("POST", "/tasks/resume");
        Await.until("it is ready", () -> get("/console/now").at("/ready/ready").asBoolean());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/now",
                "/console/events",
                "/console/peers",
                "/console/errors/groups",
                "/console/history?range=1h",
                "/console/errors",
                "/console/errors/download"
            })
    void dataIsNeverStored(String path) throws Exception {
        assertThat(SMART.admin("GET", path).headers().firstValue("Cache-Control"))
                .hasValue("no-store");
    }

    private static JsonNode get(String path) throws IOException, InterruptedException {
        return Fixtures.parse(SMART.admin("GET", path).body().getBytes(UTF_8));
    }

    private static String setting(String key) throws IOException, InterruptedException {
        return get("/console/now")
                .at("/settings")
                .valueStream()
                .filter(setting -> setting.at("/key").asText().equals(key))
                .map(setting -> setting.at("/value") + " " + setting.at("/source") + " " + setting.at("/variable") + " "
                        + setting.at("/task"))
                .findFirst()
                .orElseThrow();
    }

    private static double sum(JsonNode column) {
        return column.valueStream().mapToDouble(JsonNode::asDouble).sum();
    }

    private static double max(JsonNode column) {
        return column.valueStream().mapToDouble(JsonNode::asDouble).max().orElse(0);
    }
}

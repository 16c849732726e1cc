package smart.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers are promised, seen from outside: it must hold for any deployment, whatever its limit and time. */
final class AcceptanceIT {
    private static final String JSON = "{\"time\": 50}";
    private static final int SOME = 20;

    private static Deployment deployment;
    private static Mock mock;

    @BeforeAll
    static void find() throws Exception {
        deployment = Deployment.find();
        mock = deployment.mock();
    }

    @AfterAll
    static void end() throws Exception {
        if (deployment != null) {
            deployment.end();
        }
    }

    @ParameterizedTest
    @CsvSource({"200, {\"a\": [1]}", "201, {}", "404, not JSON", "500, Not a valid JSON", "503, busy"})
    void aCompleteResponseIsRelayedAsItCame(int status, String body) throws Exception {
        JsonNode entry = Mock.entry(body, status, 0);
        ((ObjectNode) entry)
                .put("contentType", "application/x-thing")
                .putObject("headers")
                .put("X-Thing", "kept");
        mock.plays(entry);

        HttpResponse<String> answer = Http.send(deployment.call(""));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.headers().allValues("X-Thing")).containsExactly("kept");
        assertThat(answer.headers().allValues("Content-Type")).containsExactly("application/x-thing");
    }

    @Test
    void aSuccessMustBeJson() throws Exception {
        mock.plays(Mock.entry("Not a valid JSON", 200, 0));

        assertProblem(Http.send(deployment.call("")), 502, "http_protocol_error");
    }

    @Test
    void aDroppedConnectionIsABadGateway() throws Exception {
        mock.plays(Mock.entry("", 0, 50));

        assertProblem(Http.send(deployment.call("")), 502, "connection_terminated");
    }

    @ParameterizedTest
    @CsvSource({
        "reset, connection_terminated",
        "truncate, http_response_incomplete",
        "headers_only, http_response_incomplete",
        "garbage, http_protocol_error"
    })
    void aBrokenResponseIsABadGateway(String fault, String error) throws Exception {
        mock.plays(Mock.fault(fault));

        assertProblem(Http.send(deployment.call("")), 502, error);
    }

    @Test
    void theCallersTimeoutEndsTheCallAndFreesTheBackend() throws Exception {
        mock.plays(Mock.entry(JSON, 200, 20_000));
        long start = System.nanoTime();

        HttpResponse<String> answer = Http.send(deployment.call("?timeout=1000"));

        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(1_000_000_000L);
        assertProblem(answer, 504, "http_response_timeout");
        mock.await(journal -> !journal.isEmpty()
                && journal.stream()
                        .allMatch(request -> request.path("outcome").asText().equals("aborted")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"?timeout", "?timeout=0", "?timeout=-1", "?timeout=1.5", "?timeout=5s", "?timeout=9&timeout=9"})
    void aTimeoutThatIsNoneIsABadRequest(String query) throws Exception {
        mock.plays(Mock.entry(JSON, 200, 0));

        assertProblem(Http.send(deployment.call(query)), 400, "http_request_error");
        assertThat(mock.journal()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void anotherMethodIsNotAllowed(String method) throws Exception {
        mock.plays(Mock.entry(JSON, 200, 0));

        HttpResponse<String> answer = Http.send(deployment.call("").method(method, BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(String.join(",", answer.headers().allValues("Allow")).split("\\s*,\\s*"))
                .contains("GET", "HEAD")
                .doesNotContain(method);
        assertThat(mock.journal()).isEmpty();
    }

    @Test
    void anotherPathIsNotFound() throws Exception {
        mock.plays(Mock.entry(JSON, 200, 0));

        assertThat(Http.send(deployment.request("/api/other")).statusCode()).isEqualTo(404);
        assertThat(mock.journal()).isEmpty();
    }

    @Test
    void headIsAskedAsHeadAndHasNoBody() throws Exception {
        mock.plays(Mock.entry(JSON, 200, 0));

        HttpResponse<String> answer = Http.send(deployment.call("").method("HEAD", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(mock.journal())
                .first()
                .extracting(request -> request.path("method").asText())
                .isEqualTo("HEAD");
    }

    @Test
    void theQueryPassesWithoutTheTimeout() throws Exception {
        mock.plays(Mock.entry(JSON, 200, 0));

        Http.send(deployment.call("?a=b%20c&timeout=4000&d"));

        assertThat(mock.journal())
                .first()
                .extracting(request -> request.path("query").asText())
                .isEqualTo("a=b%20c&d");
    }

    @Test
    void theRequestIdGoesTheWholeWay() throws Exception {
        mock.plays(Mock.entry(JSON, 200, 0));

        HttpResponse<String> answer = Http.send(deployment
                .call("")
                .header("X-Request-Id", "acceptance-1")
                .header("X-Thing", "kept")
                .header("Authorization", "Bearer 1"));

        assertThat(answer.headers().allValues("X-Request-Id")).containsExactly("acceptance-1");
        JsonNode sent = mock.journal().get(0).path("headers");
        assertThat(sent.path("X-Request-Id").asText()).isEqualTo("acceptance-1");
        assertThat(sent.path("X-Thing").asText()).isEqualTo("kept");
        assertThat(sent.path("Authorization").asText()).isEqualTo("Bearer 1");
        assertThat(sent.path("Via").asText()).contains("smart");
        assertThat(sent.path("X-Forwarded-For").asText()).isNotEmpty();
    }

    @Test
    void aRequestIdThatIsNoTokenIsReplaced() throws Exception {
        mock.plays(Mock.entry(JSON, 200, 0));

        HttpResponse<String> answer = Http.send(deployment.call("").header("X-Request-Id", "no token, {at} all"));

        assertThat(answer.headers().firstValue("X-Request-Id")).get().asString().matches("[A-Za-z0-9._-]+");
    }

    @Test
    void callsAtOnceGetAReplyEach() throws Exception {
        mock.plays(IntStream.range(0, SOME)
                .mapToObj(i -> Mock.entry("{\"n\": " + i + "}", 200, 100))
                .toArray(JsonNode[]::new));

        List<HttpResponse<String>> answers =
                begin(SOME).stream().map(CompletableFuture::join).toList();

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
        assertThat(answers)
                .extracting(HttpResponse::body)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, SOME)
                        .mapToObj(i -> "{\"n\": " + i + "}")
                        .toList());
    }

    @Test
    void oneCallMoreThanTheLimitIsRefusedAndTheBackendHearsNothingOfIt() throws Exception {
        OptionalInt limit = deployment.limit();
        assumeThat(limit).as("the limit, which ADMIN_URL would tell").isPresent();
        assumeThat(limit.getAsInt()).as("a limit that can be filled from here").isLessThanOrEqualTo(500);
        mock.plays(Mock.entry(JSON, 200, 60_000));

        List<CompletableFuture<HttpResponse<String>>> calls = begin(limit.getAsInt() + SOME);
        mock.await(journal -> journal.size() + answered(calls).size() == calls.size());

        assertThat(answered(calls)).isNotEmpty().allSatisfy(answer -> {
            assertThat(answer.statusCode()).isIn(503, 429);
            assertProblem(answer, answer.statusCode(), "connection_limit_reached");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        });
        calls.forEach(call -> call.cancel(true)); // Those that the backend has: nobody need wait for them.
        mock.await(journal -> journal.stream()
                .allMatch(request -> request.path("outcome").asText().equals("aborted")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ready", "alive"})
    void theHealthCheckIsNoCall(String type) throws Exception {
        mock.plays(Mock.entry(JSON, 200, 0));

        assertThat(Http.send(deployment.request("/health-check?type=" + type)).statusCode())
                .isEqualTo(200);
        assertThat(mock.journal()).isEmpty();
    }

    private static List<CompletableFuture<HttpResponse<String>>> begin(int calls) {
        return IntStream.range(0, calls)
                .mapToObj(i -> Http.sendAsync(deployment.call("")))
                .toList();
    }

    private static List<HttpResponse<String>> answered(List<CompletableFuture<HttpResponse<String>>> calls) {
        return calls.stream()
                .filter(CompletableFuture::isDone)
                .map(CompletableFuture::join)
                .toList();
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String error) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().allValues("Content-Type")).containsExactly("application/problem+json");
        assertThat(answer.headers().allValues("Proxy-Status")).containsExactly("smart; error=" + error);
        assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
        assertThat(answer.body()).contains("\"status\":" + status);
    }
}

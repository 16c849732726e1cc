package smart.service.request;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import smart.service.Fixtures;
import smart.service.SmartService;
import smart.testkit.Await;
import smart.testkit.RawBackend;
import smart.testkit.RawBackend.End;
import smart.testkit.RawBackend.Reply;

/** Whatever a backend does wrong: what the caller gets, what is noted and counted, and that no permit is lost. */
class BackendFailuresIT {
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    static final int MAX_SIZE = 100_000;

    /** The error types of RFC 9209 section 2.3 that stand for each kind. */
    private static final Map<String, String> PROXY_ERRORS = Map.of(
            "refused", "connection_refused",
            "reset", "connection_terminated",
            "truncated", "http_response_incomplete",
            "too_large", "http_response_body_size",
            "invalid_json", "http_protocol_error",
            "malformed", "http_protocol_error",
            "timeout", "http_response_timeout");

    private static final RawBackend BACKEND = RawBackend.start();

    @RegisterExtension
    private static final SmartService SMART = SmartService.inFrontOf(BACKEND.url())
            .with("backend.maxResponseSize", MAX_SIZE + "B")
            // A connection for each request, so that none is ever taken for a stale one.
            .with("jerseyClient.keepAlive", "0s");

    @AfterAll
    static void stop() {
        BACKEND.close();
    }

    @BeforeEach
    void forget() {
        BACKEND.forget();
    }

    @AfterEach
    void noPermitIsLost() {
        SMART.awaitIdle();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("smart.service.request.BrokenResponses#brokenResponses")
    void aBrokenResponseIsABadGateway(String name, Reply reply, String kind, String status) throws Exception {
        BACKEND.reply(reply);

        HttpResponse<byte[]> answer = SMART.get("", "X-Request-Id", "broken-1");

        assertProblem(answer, 502, kind, "broken-1");
        assertOneNote("broken-1", kind, status);
        assertThat(BACKEND.requests()).hasSize(1);
    }

    @Test
    void aBackendThatDoesNotListenIsABadGateway() throws Exception {
        BACKEND.refuse();
        try {
            assertProblem(SMART.get("", "X-Request-Id", "refused-1"), 502, "refused", "refused-1");
        } finally {
            BACKEND.listen();
        }
        assertOneNote("refused-1", "refused", "-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Transfer-Encoding: chunked\r\n"})
    void aBodyThatIsTooLargeIsReadNoFurtherThanNeeded(String framing) throws Exception {
        int chunk = 10_000;
        int chunks = 10_000;
        CompletableFuture<Integer> sent = new CompletableFuture<>();
        BACKEND.reply(exchange -> {
            exchange.send(HEAD + framing + "\r\n");
            String bytes = "x".repeat(chunk);
            int done = 0;
            try {
                for (; done < chunks; done++) {
                    exchange.send(framing.isEmpty() ? bytes : Integer.toHexString(chunk) + "\r\n" + bytes + "\r\n");
                }
            } finally {
                sent.complete(done * chunk);
            }
        });

        HttpResponse<byte[]> answer = SMART.get("", "X-Request-Id", "large-1");

        assertProblem(answer, 502, "too_large", "large-1");
        assertOneNote("large-1", "too_large", "200");
        BACKEND.lastRequest().connection().end();
        assertThat(sent.join()).as("bytes of 100 MB").isLessThan(chunk * chunks / 4);
    }

    @Test
    void aBodyOfExactlyTheLargestSizePasses() throws Exception {
        String body = "\"" + "x".repeat(MAX_SIZE - 2) + "\"";
        BACKEND.reply(Reply.json(body));

        assertThat(new String(SMART.get("").body(), ISO_8859_1)).isEqualTo(body);
        assertThat(SMART.takeNotes(0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n"})
    void aBackendThatStallsIsATimeout(String start) throws Exception {
        BACKEND.reply(exchange -> {
            exchange.send(start);
            exchange.awaitEnd();
        });

        assertProblem(SMART.get("?timeout=2000", "X-Request-Id", "stall-1"), 504, "timeout", "stall-1");

        assertOneNote("stall-1", "timeout", "-");
        assertThat(BACKEND.lastRequest().connection().end()).isNotEqualTo(End.OURS);
    }

    @Test
    void aSlowDripIsATimeoutByTheWallClockAndItsConnectionEnds() throws Exception {
        BACKEND.reply(exchange -> {
            exchange.send(HEAD + "Content-Length: 50000\r\n\r\n");
            while (!exchange.endsWithin(20)) {
                exchange.send(" ");
            }
        });
        long start = System.nanoTime();

        HttpResponse<byte[]> answer = SMART.get("?timeout=2000", "X-Request-Id", "drip-1");

        assertProblem(answer, 504, "timeout", "drip-1");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(9));
        assertOneNote("drip-1", "timeout", "-");
        assertThat(BACKEND.lastRequest().connection().end()).isNotEqualTo(End.OURS);
    }

    @Test
    void aNameWithoutAnAddressIsToldFromAPortWhereNobodyListens() throws Exception {
        try (SmartService smart =
                SmartService.inFrontOf(URI.create("http://nowhere.invalid")).started()) {
            HttpResponse<byte[]> answer = smart.get("");
            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(answer.headers().firstValue("Proxy-Status")).hasValue("smart; error=dns_error");
            assertThat(smart.takeNotes(1)).singleElement().asString().contains(" kind=refused ", "unknown host");
        }
    }

    @ParameterizedTest
    @MethodSource("smart.service.request.BrokenResponses#notJson")
    void aBodyThatIsNotJsonIsABadGateway(byte[] body) throws Exception {
        BACKEND.reply(complete("200 OK", "Content-Type: application/json\r\n", body));

        HttpResponse<byte[]> answer = SMART.get("", "X-Request-Id", "json-1");

        assertProblem(answer, 502, "invalid_json", "json-1");
        assertOneNote("json-1", "invalid_json", "200");
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("smart.service.request.BrokenResponses#badEncodings")
    void anEncodedBodyThatIsNotJsonIsABadGateway(String encoding, String name, byte[] body) throws Exception {
        BACKEND.reply(complete("200 OK", "Content-Encoding: " + encoding + "\r\n", body));

        assertProblem(SMART.get("", "X-Request-Id", "gzip-1"), 502, "invalid_json", "gzip-1");
        assertOneNote("gzip-1", "invalid_json", "200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"500 Internal Server Error", "503 Service Unavailable", "599 Unknown", "429 Too Many Requests"})
    void anErrorOfTheBackendIsRelayedAndNoted(String status) throws Exception {
        byte[] body = Fixtures.bytes("backend/not-json.txt");
        BACKEND.reply(complete(status, "Retry-After: 7\r\nContent-Type: text/plain\r\n", body));
        long before = SMART.count("smart.requests.backend_status");

        HttpResponse<byte[]> answer = SMART.get("", "X-Request-Id", "status-1");

        assertThat(answer.statusCode()).isEqualTo(Integer.parseInt(status.substring(0, 3)));
        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("7");
        assertThat(answer.headers().firstValue("X-Request-Id")).hasValue("status-1");
        assertOneNote("status-1", "status", status.substring(0, 3));
        Await.until("the call counted", () -> SMART.count("smart.requests.backend_status") == before + 1);
    }

    private static Reply complete(String status, String fields, byte[] body) {
        return exchange -> {
            exchange.send("HTTP/1.1 " + status + "\r\n" + fields + "Content-Length: " + body.length + "\r\n\r\n");
            exchange.send(body);
        };
    }

    private static void assertProblem(HttpResponse<byte[]> answer, int status, String kind, String id) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("X-Request-Id")).hasValue(id);
        assertThat(answer.headers().firstValue("Proxy-Status")).hasValue("smart; error=" + PROXY_ERRORS.get(kind));
        assertThat(Fixtures.parse(answer.body())).isEqualTo(Fixtures.problem(kind));
    }

    private static void assertOneNote(String id, String kind, String status) throws Exception {
        assertThat(SMART.takeNotes(1))
                .singleElement()
                .asString()
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z request=" + id + " attempt=1/1 kind="
                        + kind + " status=" + status + " elapsed_ms=\\d+ address=127.0.0.1 detail=\".+\"");
    }
}

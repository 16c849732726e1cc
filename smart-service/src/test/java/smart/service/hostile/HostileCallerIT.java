package smart.service.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import smart.testkit.RawBackend;
import smart.testkit.RawCaller;
import smart.testkit.RawCaller.Response;

/** A caller that breaks HTTP: it gets a clear refusal, harms nobody else, and the backend hears nothing it should not. */
class HostileCallerIT extends HostileCalls {
    private static final String GET = "GET /api/smart HTTP/1.1\r\nHost: smart.test\r\n";
    private static final String SMUGGLED = "GET /api/smart?smuggled HTTP/1.1\r\nHost: smart.test\r\n\r\n";

    static Stream<Arguments> refused() {
        return Stream.of(
                refused(
                        "Content-Length and Transfer-Encoding",
                        400,
                        GET + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED),
                refused(
                        "Transfer-Encoding and Content-Length",
                        400,
                        GET + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n" + SMUGGLED),
                refused(
                        "two Content-Lengths that differ",
                        400,
                        GET + "Content-Length: 0\r\nContent-Length: 5\r\n\r\n" + SMUGGLED),
                refused("a negative Content-Length", 400, GET + "Content-Length: -1\r\n\r\n" + SMUGGLED),
                refused("a Content-Length with a sign", 400, GET + "Content-Length: +5\r\n\r\n" + SMUGGLED),
                refused(
                        "a Content-Length that overflows",
                        400,
                        GET + "Content-Length: 99999999999999999999\r\n\r\n" + SMUGGLED),
                refused("an unknown coding", 400, GET + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + SMUGGLED),
                refused(
                        "chunked, then identity",
                        400,
                        GET + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + SMUGGLED),
                refused("chunked twice", 400, GET + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n" + SMUGGLED),
                refused(
                        "a blank before the colon",
                        400,
                        GET + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + SMUGGLED),
                refused("a folded field", 400, GET + "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n" + SMUGGLED),
                refused("NUL in a value", 400, GET + "A: b\0c\r\n\r\n" + SMUGGLED),
                refused("a bare CR in a value", 400, GET + "A: b\rTransfer-Encoding: chunked\r\n\r\n" + SMUGGLED),
                refused("a control character in a name", 400, GET + "A\1B: c\r\n\r\n" + SMUGGLED),
                refused("a field without colon", 400, GET + "Transfer-Encoding\r\n\r\n" + SMUGGLED),
                refused("no Host", 400, "GET /api/smart HTTP/1.1\r\n\r\n" + SMUGGLED),
                refused("two Hosts", 400, GET + "Host: other.test\r\n\r\n" + SMUGGLED),
                refused("a Host that is none", 400, "GET /api/smart HTTP/1.1\r\nHost: a b\r\n\r\n" + SMUGGLED),
                refused("not HTTP", 400, "\26\3\1\2\0\1\0\1\r\n\r\n" + SMUGGLED),
                refused("HTTP/3.0", 505, "GET /api/smart HTTP/3.0\r\nHost: smart.test\r\n\r\n" + SMUGGLED),
                refused("HTTP/2.0", 505, "GET /api/smart HTTP/2.0\r\nHost: smart.test\r\n\r\n" + SMUGGLED),
                refused("HTTP/2 with prior knowledge", 505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                refused("HTTP/1.2", 505, "GET /api/smart HTTP/1.2\r\nHost: smart.test\r\n\r\n" + SMUGGLED),
                refused("an Expect that is unknown", 417, GET + "Expect: a miracle\r\n\r\n" + SMUGGLED),
                refused("HTTP/0.9", 505, "GET /api/smart\r\n\r\n" + SMUGGLED),
                refused("a giant URL", 414, "GET /api/smart?" + "x".repeat(20_000) + " HTTP/1.1\r\n"),
                refused("a giant field", 431, GET + "A: " + "x".repeat(20_000) + "\r\n"),
                refused("many fields", 431, GET + "A: b\r\n".repeat(5000)));
    }

    private static Arguments refused(String name, int status, String bytes) {
        return Arguments.of(name, status, bytes);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void whatIsNoHttpIsRefusedAndEndsTheConnection(String name, int status, String bytes) throws Exception {
        try (RawCaller caller = caller()) {
            Response answer = caller.send(bytes).read();

            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.header("Content-Type")).containsExactly("application/problem+json");
            assertThat(answer.header("Proxy-Status")).containsExactly("smart; error=http_request_error");
            assertThat(answer.body()).doesNotContain("Smart failed");
            assertThat(caller.isEnded()).isTrue();
        }
        assertThat(backend.requests()).isEmpty();
    }

    /** It would not reach the backend, and must not get lost in silence; nor is it ever taken for a request. */
    @ParameterizedTest
    @CsvSource({"GET, false", "GET, true", "HEAD, false", "HEAD, true"})
    void aCallWithABodyIsRefusedAndTheConnectionGoesOn(String method, boolean chunked) throws Exception {
        String body = "GET /api/smart?smuggled HTTP/1.1\r\nHost: a\r\n\r\n".substring(0, 43);
        String framed = chunked
                ? "Transfer-Encoding: chunked\r\n\r\n2b\r\n" + body + "\r\n0\r\n\r\n"
                : "Content-Length: 43\r\n\r\n" + body;
        String head = method + " /api/smart HTTP/1.1\r\nHost: smart.test\r\n";
        try (RawCaller caller = caller()) {
            caller.send(head + framed);
            Response refusal = method.equals("HEAD") ? caller.readHead() : caller.read();
            assertThat(refusal.status()).isEqualTo(400);
            assertThat(refusal.header("Proxy-Status")).containsExactly("smart; error=http_request_error");
            if (!method.equals("HEAD")) {
                assertThat(refusal.body())
                        .contains("The request has content, which Smart does not pass on. A call must have none.");
            }
            assertThat(backend.requests()).isEmpty();

            assertThat(caller.send(GET + "Content-Length: 0\r\n\r\n").read().status())
                    .isEqualTo(200);
        }
        assertThat(backend.requests()).hasSize(1).allSatisfy(request -> {
            assertThat(request.target()).doesNotContain("smuggled");
            assertThat(request.header("Content-Length")).isEmpty();
        });
    }

    /** More than the system's buffers take: the caller is still sending when the answer comes. */
    @Test
    void aCallWithALongBodyGetsItsAnswerAtOnce() throws Exception {
        try (RawCaller caller = caller()) {
            caller.send(GET + "Content-Length: 16777216\r\n\r\n" + "x".repeat(64 * 1024));
            Response refusal = caller.read();
            assertThat(refusal.status()).isEqualTo(400);
            assertThat(refusal.header("Connection")).containsExactly("close");
            caller.sendAsFarAsItGoes("x".repeat(16777216 - 64 * 1024));
            assertThat(caller.isEnded()).isTrue();
        }
        assertThat(backend.requests()).isEmpty();
    }

    @Test
    void whatSmartAddsCanNotBeTakenAwayByConnection() throws Exception {
        Response answer = call(
                "/api/smart", "Connection: X-Request-Id, Via, Host, X-Forwarded-For, A", "X-Request-Id: mine", "A: b");

        assertThat(answer.status()).isEqualTo(200);
        RawBackend.Request request = backend.lastRequest();
        assertThat(request.header("X-Request-Id")).containsExactly("mine");
        assertThat(request.header("Via")).containsExactly("1.1 smart");
        assertThat(request.header("X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(request.header("Host")).hasSize(1);
        assertThat(request.header("A")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\tb", "a\u00ffb", "a\"b", "a,b", "<script>", "%0d%0aA:b", "$(id)"})
    void aRequestIdThatIsNoneIsReplacedEverywhere(String id) throws Exception {
        Response answer = call("/api/smart", "X-Request-Id: " + id);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("X-Request-Id")).hasSize(1).doesNotContain(id);
        assertThat(backend.lastRequest().header("X-Request-Id")).isEqualTo(answer.header("X-Request-Id"));
    }

    @Test
    void theTargetsHostNeverDecidesWhereTheRequestGoes() throws Exception {
        assertThat(call("http://smart.test/api/smart?a").status()).isEqualTo(200);
        assertThat(backend.lastRequest().target()).isEqualTo("/?a");
        assertThat(backend.lastRequest().header("Host")).containsExactly("127.0.0.1:" + backend.port());
        assertThat(backend.lastRequest().header("X-Forwarded-Host")).containsExactly("smart.test");

        // RFC 9112 section 3.2.2: the target counts more than Host. Where they differ, the request is refused.
        assertThat(call("http://other.test/api/smart?b").status()).isEqualTo(400);
        assertThat(backend.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/metrics",
                "/prometheus",
                "/tasks/gc",
                "/healthcheck",
                "/threads",
                "/ping",
                "/admin/tasks/gc",
                "/api/smart/../../tasks/gc",
                "/api/smart/%2e%2e/%2e%2e/tasks/gc",
                "/api/smart/..;/..;/metrics",
                "/api%2fsmart",
                "/api/smart%2f",
                "//tasks/gc",
                "/api//smart",
                "/./metrics",
                "/%6detrics",
                "/api/smart;a=b/../../metrics",
                "/api/smart%00",
                "/api\\smart",
                "*",
                "metrics",
                "http://127.0.0.1:8001"
            })
    void noPathLeadsToTheAdminPagesOrToTheBackendByAnotherName(String path) throws Exception {
        Response answer = call(path);

        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.header("Content-Type")).containsExactly("application/problem+json");
        assertThat(backend.requests()).isEmpty();
    }

    @Test
    void traceAndConnectAreNotAllowed() throws Exception {
        for (String line : List.of("TRACE /api/smart", "CONNECT smart.test:80", "OPTIONS *", "get /api/smart")) {
            try (RawCaller caller = caller()) {
                Response answer = caller.send(line + " HTTP/1.1\r\nHost: smart.test\r\nSecret: 1\r\n\r\n")
                        .read();
                assertThat(answer.status()).as(line).isIn(400, 404, 405);
                assertThat(answer.body()).doesNotContain("Secret");
            }
        }
        assertThat(backend.requests()).isEmpty();
    }

    @Test
    void http10IsAnsweredAndEndsTheConnection() throws Exception {
        try (RawCaller caller = caller()) {
            Response answer = caller.send("GET /api/smart HTTP/1.0\r\n\r\n").read();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{}");
            assertThat(caller.isEnded()).isTrue();
        }
        assertThat(backend.lastRequest().header("Via")).containsExactly("1.0 smart");
    }
}

package smart.service.request;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smart.service.Fixtures;
import smart.service.Gzip;
import smart.service.SmartService;
import smart.testkit.Await;
import smart.testkit.RawBackend;
import smart.testkit.RawBackend.Reply;
import smart.testkit.RawCaller;

/** A success reaches the caller as it came: status, end-to-end fields, bytes. */
class RelayIT {
    private static final RawBackend BACKEND = RawBackend.start();

    @RegisterExtension
    private static final SmartService SMART = SmartService.inFrontOf(BACKEND.url());

    private long successes;

    @AfterAll
    static void stop() {
        BACKEND.close();
    }

    @BeforeEach
    void count() {
        successes = SMART.count("smart.requests.success");
    }

    @AfterEach
    void eachCallIsASuccessWithoutANote() throws Exception {
        Await.until("the call counted", () -> SMART.count("smart.requests.success") == successes + 1);
        assertThat(SMART.takeNotes(0)).isEmpty();
        SMART.awaitIdle();
    }

    @Test
    void jsonIsPassedByteForByte() throws Exception {
        byte[] body = Fixtures.bytes("backend/time.json");
        BACKEND.reply(Reply.json(new String(body, ISO_8859_1)));

        HttpResponse<byte[]> answer = SMART.get("");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
        assertThat(answer.headers().firstValue("Proxy-Status")).isEmpty();
    }

    @Test
    void aChunkedBodyIsPassedWithItsLength() throws Exception {
        BACKEND.reply(
                Reply.bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n[1,\r\n2\r\n2]\r\n0\r\n\r\n"));

        RawCaller.Response answer = call();

        assertThat(answer.body()).isEqualTo("[1,2]");
        assertThat(answer.header("Transfer-Encoding")).isEmpty();
        assertThat(answer.header("Content-Length")).containsExactly("5");
    }

    @Test
    void aBodyThatTheEndOfTheConnectionEndsIsPassed() throws Exception {
        BACKEND.reply(Reply.bytes("HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n[1,2]")
                .thenClose());

        assertThat(call().body()).isEqualTo("[1,2]");
    }

    /** RFC 9112 section 6.3, rule 8. Servers of HTTP/1.0 respond like this to whatever has no body. */
    @ParameterizedTest
    @ValueSource(strings = {"200 OK", "302 Found", "404 Not Found"})
    void anEmptyBodyThatTheEndOfTheConnectionEndsIsPassed(String status) throws Exception {
        BACKEND.reply(
                Reply.bytes("HTTP/1.0 " + status + "\r\nLocation: /a\r\n\r\n").thenClose());

        RawCaller.Response answer = call();

        assertThat(answer.statusLine()).startsWith("HTTP/1.1 " + status.substring(0, 3));
        assertThat(answer.header("Location")).containsExactly("/a");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void anEmptyBodyIsNoBrokenJson() throws Exception {
        BACKEND.reply(Reply.bytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 0\r\n\r\n"));

        RawCaller.Response answer = call();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Length")).containsExactly("0");
    }

    @Test
    void noContentHasNoBodyAndNoLength() throws Exception {
        BACKEND.reply(Reply.bytes("HTTP/1.1 204 No Content\r\nX-Kept: yes\r\n\r\n"));

        RawCaller.Response answer = call();

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("X-Kept")).containsExactly("yes");
        assertThat(answer.header("Content-Length")).isEmpty();
    }

    @Test
    void notModifiedKeepsItsValidators() throws Exception {
        BACKEND.reply(Reply.bytes("HTTP/1.1 304 Not Modified\r\nETag: \"abc\"\r\nContent-Length: 12\r\n\r\n"));

        try (RawCaller caller = new RawCaller(SMART.url("/"))) {
            caller.send("GET /api/smart HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"abc\"\r\n\r\n");
            RawCaller.Response answer = caller.readHead();
            assertThat(answer.status()).isEqualTo(304);
            assertThat(answer.header("ETag")).containsExactly("\"abc\"");
        }
        assertThat(BACKEND.lastRequest().header("If-None-Match")).containsExactly("\"abc\"");
    }

    @Test
    void headIsForwardedAsHeadAndKeepsTheLength() throws Exception {
        BACKEND.reply(Reply.bytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 4711\r\n\r\n"));

        try (RawCaller caller = new RawCaller(SMART.url("/"))) {
            caller.send("HEAD /api/smart HTTP/1.1\r\nHost: a\r\n\r\n");
            RawCaller.Response answer = caller.readHead();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Length")).containsExactly("4711");
            assertThat(answer.header("Content-Type")).containsExactly("application/json");
        }
        assertThat(BACKEND.lastRequest().method()).isEqualTo("HEAD");
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        BACKEND.reply(Reply.bytes("HTTP/1.1 302 Found\r\nLocation: http://192.0.2.1/\r\nContent-Length: 3\r\n\r\nfoo"));

        HttpResponse<byte[]> answer = SMART.get("");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).hasValue("http://192.0.2.1/");
        assertThat(answer.body()).asString().isEqualTo("foo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"400 Bad Request", "401 Unauthorized", "404 Not Found", "418 I'm a teapot"})
    void anErrorOfTheCallersIsPassedWhateverItsBody(String status) throws Exception {
        BACKEND.reply(
                Reply.bytes("HTTP/1.1 " + status + "\r\nWWW-Authenticate: Basic\r\nContent-Length: 8\r\n\r\nno, sir."));

        HttpResponse<byte[]> answer = SMART.get("", "X-Sent", "by a caller");

        assertThat(answer.statusCode()).isEqualTo(Integer.parseInt(status.substring(0, 3)));
        assertThat(answer.body()).asString().isEqualTo("no, sir.");
    }

    @Test
    void gzipThatNobodyAskedForIsPassedByteForByte() throws Exception {
        byte[] body = Gzip.of(new String(Fixtures.bytes("backend/time.json"), ISO_8859_1));
        BACKEND.reply(exchange -> {
            exchange.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + body.length + "\r\n\r\n");
            exchange.send(body);
        });

        HttpResponse<byte[]> answer = SMART.get("");

        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(answer.body()).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "0", "-1.5e300", "\"\"", "null", " \r\n{\"a\": [1, {\"b\": null}]}\t"})
    void whateverIsJsonPasses(String body) throws Exception {
        BACKEND.reply(Reply.json(body));

        assertThat(SMART.get("").body()).asString().isEqualTo(body);
    }

    @Test
    void anInformationalResponseIsNotTheAnswer() throws Exception {
        BACKEND.reply(Reply.bytes(
                "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"));

        assertThat(call().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Content-Type: \r\n", "Content-Type: not a type\r\n", "Content-Type: application/json;;=\r\n"
            })
    void aContentTypeIsNeitherAddedNorMended(String line) throws Exception {
        BACKEND.reply(Reply.bytes("HTTP/1.1 200 OK\r\n" + line + "Content-Length: 2\r\n\r\n{}"));

        RawCaller.Response answer = call();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{}");
        assertThat(answer.header("Content-Type"))
                .isEqualTo(
                        line.isEmpty()
                                ? List.of()
                                : List.of(
                                        line.substring("Content-Type:".length()).trim()));
    }

    private static RawCaller.Response call() throws Exception {
        return RawCaller.call(SMART.url("/"), SmartService.PATH);
    }
}

package smart.service.request.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smart.service.SmartService;
import smart.testkit.RawBackend;
import smart.testkit.RawBackend.Reply;
import smart.testkit.RawBackend.Request;
import smart.testkit.RawCaller;

/** Which fields cross, in both directions, as they stand on the wire. */
class HeaderRulesIT {
    private static final RawBackend BACKEND = RawBackend.start();

    @RegisterExtension
    private static final SmartService SMART = SmartService.inFrontOf(BACKEND.url());

    @AfterAll
    static void stop() {
        BACKEND.close();
    }

    @Test
    void endToEndFieldsReachTheBackend() throws Exception {
        Request sent = sent(
                "Accept: application/json",
                "Authorization: Basic YTpi",
                "Cookie: a=1; b=2",
                "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "X-Two: 1",
                "X-Two: 2",
                "User-Agent: caller/1");

        assertThat(sent.header("Accept")).containsExactly("application/json");
        assertThat(sent.header("Authorization")).containsExactly("Basic YTpi");
        assertThat(sent.header("Cookie")).containsExactly("a=1; b=2");
        assertThat(sent.header("traceparent"))
                .containsExactly("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        assertThat(sent.header("X-Two")).containsExactly("1", "2");
        assertThat(sent.header("User-Agent")).containsExactly("caller/1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Keep-Alive: timeout=5",
                "Proxy-Authorization: Basic YTpi",
                "Proxy-Connection: keep-alive",
                "TE: trailers",
                "Trailer: X-Sum",
                "Accept-Encoding: gzip",
                "Content-Length: 0"
            })
    void fieldsOfTheCallersHopStayThere(String line) throws Exception {
        assertThat(sent(line).header(line.split(":", 2)[0])).isEmpty();
    }

    @Test
    void anOfferToUpgradeIsNotTakenUpAndNotPassedOn() throws Exception {
        Request sent =
                sent("Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA");

        assertThat(sent.header("Upgrade")).isNotEqualTo(List.of("h2c"));
        assertThat(sent.header("HTTP2-Settings")).isEmpty();
    }

    @Test
    void fieldsThatConnectionNamesStayOnTheCallersHop() throws Exception {
        Request sent = sent("Connection: x-one, X-Two", "Connection: close", "X-One: 1", "x-two: 2", "X-Three: 3");

        assertThat(sent.header("X-One")).isEmpty();
        assertThat(sent.header("X-Two")).isEmpty();
        assertThat(sent.header("X-Three")).containsExactly("3");
        assertThat(sent.header("Connection")).isNotEqualTo(List.of("close"));
    }

    @Test
    void theBackendSeesItsOwnHostAndTheCallersAsForwarded() throws Exception {
        Request sent = sent();

        assertThat(sent.header("Host")).containsExactly("127.0.0.1:" + BACKEND.port());
        assertThat(sent.header("X-Forwarded-Host")).containsExactly("smart.test");
        assertThat(sent.header("X-Forwarded-Proto")).containsExactly("http");
        assertThat(sent.header("X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(sent.header("Via")).containsExactly("1.1 smart");
    }

    @Test
    void whatProxiesInFrontHaveSaidIsKept() throws Exception {
        Request sent = sent(
                "Via: 1.0 first",
                "Via: 1.1 second",
                "X-Forwarded-For: 192.0.2.7",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Host: public.test");

        assertThat(sent.header("Via")).containsExactly("1.0 first, 1.1 second, 1.1 smart");
        assertThat(sent.header("X-Forwarded-For")).containsExactly("192.0.2.7, 127.0.0.1");
        assertThat(sent.header("X-Forwarded-Proto")).containsExactly("https");
        assertThat(sent.header("X-Forwarded-Host")).containsExactly("public.test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7f3a", "00-4bf9/2:a_b~c.d+e=f@g"})
    void aSaneRequestIdGoesThroughAndComesBack(String id) throws Exception {
        RawCaller.Response answer = call("X-Request-Id: " + id);

        assertThat(answer.header("X-Request-Id")).containsExactly(id);
        assertThat(BACKEND.lastRequest().header("X-Request-Id")).containsExactly(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with space", "quote\"", "a,b", "\u00e4", "kind=status;"})
    void anInsaneRequestIdIsReplaced(String id) throws Exception {
        String replaced = call("X-Request-Id: " + id).header("X-Request-Id").get(0);

        assertThat(replaced).matches("[0-9a-f]{16}");
        assertThat(BACKEND.lastRequest().header("X-Request-Id")).containsExactly(replaced);
    }

    @Test
    void aRequestIdThatIsTooLongIsReplaced() throws Exception {
        assertThat(call("X-Request-Id: " + "a".repeat(129))
                        .header("X-Request-Id")
                        .get(0))
                .hasSize(16);
        assertThat(call("X-Request-Id: " + "a".repeat(128))
                        .header("X-Request-Id")
                        .get(0))
                .hasSize(128);
    }

    @Test
    void valuesOf8BitsPassInBothDirections() throws Exception {
        BACKEND.reply(ok("X-Back: gr\u00fc\u00df dich"));

        RawCaller.Response answer = answer("X-There: caf\u00e9 \u00ff");

        assertThat(BACKEND.lastRequest().header("X-There")).containsExactly("caf\u00e9 \u00ff");
        assertThat(answer.header("X-Back")).containsExactly("gr\u00fc\u00df dich");
    }

    @Test
    void endToEndFieldsReachTheCaller() throws Exception {
        BACKEND.reply(ok(
                "Set-Cookie: a=1", "Set-Cookie: b=2", "ETag: W/\"1\"", "Cache-Control: no-store", "Server: backend/1"));

        RawCaller.Response answer = answer();

        assertThat(answer.header("Set-Cookie")).containsExactly("a=1", "b=2");
        assertThat(answer.header("ETag")).containsExactly("W/\"1\"");
        assertThat(answer.header("Cache-Control")).containsExactly("no-store");
        assertThat(answer.header("Server")).containsExactly("backend/1");
    }

    @Test
    void fieldsOfTheBackendsHopStayThere() throws Exception {
        BACKEND.reply(ok(
                "Connection: X-Hop",
                "X-Hop: 1",
                "Keep-Alive: timeout=5",
                "Proxy-Authenticate: Basic",
                "Trailer: X-Sum",
                "Upgrade: h2c",
                "X-End: 2"));

        RawCaller.Response answer = answer();

        for (String hop : List.of("X-Hop", "Keep-Alive", "Proxy-Authenticate", "Trailer", "Upgrade", "Connection")) {
            assertThat(answer.header(hop)).as(hop).isEmpty();
        }
        assertThat(answer.header("X-End")).containsExactly("2");
    }

    @Test
    void theBackendsDateIsTheOnlyOne() throws Exception {
        BACKEND.reply(ok("Date: Mon, 23 Nov 2026 22:51:54 GMT"));

        assertThat(answer().header("Date")).containsExactly("Mon, 23 Nov 2026 22:51:54 GMT");
    }

    @Test
    void theBackendsRequestIdIsTheOnlyOne() throws Exception {
        BACKEND.reply(ok("x-request-id: theirs"));

        assertThat(answer("X-Request-Id: ours").header("X-Request-Id")).containsExactly("theirs");
    }

    private static Reply ok(String... lines) {
        return Reply.bytes("HTTP/1.1 200 OK\r\n" + String.join("\r\n", lines) + "\r\nContent-Length: 2\r\n\r\n{}");
    }

    /** What the backend gets of a request with these lines. */
    private static Request sent(String... lines) throws Exception {
        call(lines);
        return BACKEND.lastRequest();
    }

    private static RawCaller.Response call(String... lines) throws Exception {
        BACKEND.reply(Reply.json("{}"));
        return answer(lines);
    }

    private static RawCaller.Response answer(String... lines) throws Exception {
        RawCaller.Response answer = RawCaller.call(SMART.url("/"), SmartService.PATH, lines);
        assertThat(answer.status()).as(Arrays.toString(lines)).isEqualTo(200);
        return answer;
    }
}

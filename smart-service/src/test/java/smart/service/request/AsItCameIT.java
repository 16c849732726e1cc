package smart.service.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import smart.service.SmartService;
import smart.testkit.Await;
import smart.testkit.RawBackend;
import smart.testkit.RawBackend.Reply;
import smart.testkit.RawBackend.Request;
import smart.testkit.RawCaller;

/** What a backend says reaches the caller to the letter, and the other way round; {@code X-Request-Id} is all that is added. */
class AsItCameIT {
    private static final RawBackend BACKEND = RawBackend.start();

    @RegisterExtension
    private static final SmartService SMART = SmartService.inFrontOf(BACKEND.url());

    @RegisterExtension
    private static final SmartService HEDGED = SmartService.inFrontOf(BACKEND.url())
            .with("hedging.enabled", "true")
            .with("hedging.extraAttempts", "1");

    @AfterAll
    static void stop() {
        BACKEND.close();
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        SMART.awaitIdle();
        HEDGED.awaitIdle();
        Await.until("no leased connection", () -> SMART.leasedConnections() == 0);
    }

    static Stream<Arguments> responses() {
        List<Arguments> all = new ArrayList<>();
        for (String status : List.of("404 Not Found", "500 Internal Server Error", "503 Service Unavailable")) {
            all.add(response("GET", status, "", "ETag: \"x\"", "Cache-Control: max-age=60", "Content-Length: 0"));
        }
        all.add(response("HEAD", "404 Not Found", "", "Content-Length: 1234", "Content-Type: text/plain"));
        all.add(response("HEAD", "200 OK", "", "Content-Length: 4711", "Content-Type: application/json"));
        all.add(response("HEAD", "304 Not Modified", "", "ETag: \"x\""));
        all.add(response("GET", "304 Not Modified", "", "ETag: \"x\""));
        all.add(response("GET", "304 Not Modified", "", "Content-Length: 12"));
        all.add(response("GET", "204 No Content", "", "X-Kept: yes"));
        for (String location :
                List.of("/next", "next", "//cdn/a", "https://o.example/cb?state=a|b", "http://a b/c", "")) {
            for (String status : List.of("200 OK", "201 Created", "302 Found", "404 Not Found")) {
                all.add(response("GET", status, "{}", "Location: " + location, "Content-Length: 2"));
                all.add(response("GET", status, "", "Location: " + location, "Content-Length: 0"));
            }
        }
        all.add(response("GET", "302 Found", "", "Location: /one", "Location: /two", "Content-Length: 0"));
        for (String type : List.of("json", "text/html; charset", "", "application/json; charset=UTF-8", "a/b;;=")) {
            all.add(response("GET", "200 OK", "{}", "Content-Type: " + type, "Content-Length: 2"));
            all.add(response("GET", "404 Not Found", "", "Content-Type: " + type, "Content-Length: 0"));
            all.add(response("HEAD", "200 OK", "", "Content-Type: " + type));
        }
        all.add(response("GET", "200 OK", "{}", "etag: w", "ETAG: W", "content-length: 2", "x-MiXeD: Case  kept"));
        all.add(response("GET", "206 Partial Content", "{\"ab", "Content-Range: bytes 0-3/9", "Content-Length: 4"));
        all.add(response("GET", "226 IM Used", "{\"ab", "Content-Length: 4"));
        all.add(response("GET", "200 OK", "{}", "Date: yesterday", "Server: mine", "Content-Length: 2"));
        return all.stream();
    }

    private static Arguments response(String method, String status, String body, String... fields) {
        return Arguments.of(method, status, body, List.of(fields));
    }

    @ParameterizedTest(name = "{0} {1} {3}")
    @MethodSource("responses")
    void aResponseIsRelayedToTheLetter(String method, String status, String body, List<String> fields)
            throws Exception {
        BACKEND.reply(Reply.bytes("HTTP/1.1 " + status + "\r\n" + String.join("\r\n", fields) + "\r\n\r\n" + body));
        for (SmartService smart : List.of(SMART, HEDGED)) {
            RawCaller.Response answer = call(smart, method, "X-Request-Id: mine");

            assertThat(answer.status()).isEqualTo(Integer.parseInt(status.substring(0, 3)));
            assertThat(own(answer)).isEqualTo(fields.stream().map(String::strip).toList());
            assertThat(answer.body()).isEqualTo(body);
            assertThat(answer.header("X-Request-Id")).containsExactly("mine");
        }
    }

    /** The fields but for what Smart adds. */
    private static List<String> own(RawCaller.Response answer) {
        return answer.fields().stream()
                .map(String::strip)
                .filter(field -> !field.startsWith("X-Request-Id") && !field.startsWith("Server-Timing"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Transfer-Encoding: chunked", "X-A: b"})
    void whatIsNotKnownOfABodyIsNotInvented(String field) throws Exception {
        BACKEND.reply(Reply.bytes("HTTP/1.1 200 OK\r\n" + field + "\r\n\r\n"));

        RawCaller.Response answer = call(SMART, "HEAD");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Length")).isEmpty();
        assertThat(answer.header("Content-Type")).isEmpty();
        assertThat(answer.header("Transfer-Encoding")).isEmpty();
    }

    @Test
    void noContentHasNoLength() throws Exception {
        BACKEND.reply(Reply.bytes("HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello"));

        RawCaller.Response answer = call(SMART, "GET");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Content-Length")).isEmpty();
        BACKEND.reply(Reply.json("{}"));
        assertThat(call(SMART, "GET").body()).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sat, 01 Jan 1600 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "-1", "99999999999999"})
    void aRetryAfterOfAnyTimeIsRelayedAndEndsTheCall(String time) throws Exception {
        BACKEND.reply(Reply.bytes(
                "HTTP/1.1 503 Service Unavailable\r\nRetry-After: " + time + "\r\nContent-Length: 0\r\n\r\n"));

        RawCaller.Response answer = call(HEDGED, "GET");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).containsExactly(time);
        HEDGED.awaitIdle();
    }

    @Test
    void aHeadOf40KiBIsRelayed() throws Exception {
        String large = "x".repeat(8_000);
        String fields = ("X-Large: " + large + "\r\n").repeat(5);
        BACKEND.reply(Reply.bytes("HTTP/1.1 200 OK\r\n" + fields + "Content-Length: 2\r\n\r\n{}"));
        try (RawCaller caller = new RawCaller(SMART.url("/"))) {
            caller.get(SmartService.PATH, "Connection: close");
            RawCaller.Response answer = caller.read();
            assertThat(answer.header("X-Large")).hasSize(5).containsOnly(large);
            assertThat(answer.header("Connection")).containsExactly("close");
            assertThat(caller.isEnded()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept: application/json,,text/html",
                "Accept: text/html;q=1.0000",
                "Accept: TEXT/HTML",
                "Content-Type: json",
                "content-type: application/json; charset=UTF-8",
                "Content-Encoding: any",
                "Range: bytes=0-3",
                "x-MiXeD: Case"
            })
    void aCallersFieldIsForwardedToTheLetter(String field) throws Exception {
        BACKEND.reply(Reply.json("{}"));

        assertThat(call(SMART, "GET", field).status()).isEqualTo(200);

        assertThat(BACKEND.lastRequest().fields()).contains(field);
    }

    @Test
    void emptyValuesMakeNoElements() throws Exception {
        BACKEND.reply(Reply.json("{}"));

        call(SMART, "GET", "X-Forwarded-For:", "Via:");

        Request sent = BACKEND.lastRequest();
        assertThat(sent.header("X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(sent.header("Via")).containsExactly("1.1 smart");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/smart/", "/api/smart;x", "/api/smart/.", "/API/smart"})
    void thereIsOnePath(String path) throws Exception {
        BACKEND.forget();
        try (RawCaller caller = new RawCaller(SMART.url("/"))) {
            assertThat(caller.get(path).read().status()).isIn(400, 404);
        }
        assertThat(BACKEND.requests()).isEmpty();
    }

    private static RawCaller.Response call(SmartService smart, String method, String... lines) throws Exception {
        try (RawCaller caller = new RawCaller(smart.url("/"))) {
            StringBuilder head = new StringBuilder(method + " " + SmartService.PATH + " HTTP/1.1\r\nHost: a\r\n");
            for (String line : lines) {
                head.append(line).append("\r\n");
            }
            caller.send(head.append("\r\n").toString());
            RawCaller.Response first = caller.readHead();
            if (method.equals("HEAD")
                    || first.status() == 304
                    || first.header("Content-Length").isEmpty()) {
                return first;
            }
            return caller.readBody(first);
        }
    }
}

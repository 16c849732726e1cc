package smart.service.request.jersey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import smart.service.Fixtures;
import smart.service.SmartService;
import smart.testkit.Await;
import smart.testkit.RawBackend;
import smart.testkit.RawBackend.Reply;
import smart.testkit.RawCaller;

/** The endpoint: its path and methods, the query, and the caller's own timeout. */
class SmartResourceIT {
    private static final RawBackend BACKEND = RawBackend.start();

    @RegisterExtension
    private static final SmartService SMART =
            SmartService.inFrontOf(BACKEND.url()).with("backend.timeout", "2s");

    /** So that no test's call is the first one, which takes long. */
    @BeforeAll
    static void callOnce() throws Exception {
        assertThat(SMART.get("").statusCode()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        BACKEND.close();
    }

    @BeforeEach
    void answerAtOnce() {
        BACKEND.forget();
        BACKEND.reply(Reply.json("{}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "''                      | /",
                "?                       | /",
                "?a=b                    | /?a=b",
                "?a=b&timeout=5000&c     | /?a=b&c",
                "?timeout=5000           | /",
                "?t%69meout=5%3000&a     | /?a",
                "?timeouts=1&Timeout=2   | /?timeouts=1&Timeout=2",
                "?a=%2F%26%3d+&b=/?:@    | /?a=%2F%26%3d+&b=/?:@",
                "?a=[]{}^\\              | /?a=[]{}^\\",
                "?a=100%&b=%zz           | /?a=100%&b=%zz",
                "?a=\u00c3\u00a4          | /?a=%C3%A4",
                "?&&                     | /?&&",
            })
    void theQueryReachesTheBackendWithoutTheTimeout(String query, String target) throws Exception {
        String path = SmartService.PATH + (query.equals("''") ? "" : query);

        assertThat(RawCaller.call(SMART.url("/"), path).status()).isEqualTo(200);

        assertThat(BACKEND.lastRequest().target()).isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "=", "=0", "=000", "=007", "=-1", "=%2B5", "=+5", "=1.5", "=1e3", "=5s", "=0x10", "=abc", "=%D9%A3",
                "=5,5"
            })
    void aTimeoutThatIsNoWholeNumberFromOneUpIsABadRequest(String value) throws Exception {
        HttpResponse<byte[]> answer = SMART.get("?timeout" + value);

        assertBadRequest(answer, "bad_timeout");
    }

    @Test
    void twoTimeoutsAreABadRequest() throws Exception {
        assertBadRequest(SMART.get("?timeout=500&a=b&timeout=500"), "two_timeouts");
    }

    private static void assertBadRequest(HttpResponse<byte[]> answer, String problem) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
        assertThat(answer.headers().firstValue("Proxy-Status")).hasValue("smart; error=http_request_error");
        assertThat(Fixtures.parse(answer.body())).isEqualTo(Fixtures.problem(problem));
        assertThat(BACKEND.requests()).isEmpty();
        assertThat(SMART.takeNotes(0)).isEmpty();
    }

    @Test
    void badRequestsAreCounted() throws Exception {
        try (SmartService smart = SmartService.inFrontOf(BACKEND.url()).started()) {
            smart.get("?timeout=no");

            Await.until("the call counted", () -> smart.count("smart.requests.bad_request") == 1);
            assertThat(smart.inFlight()).isZero();
        }
    }

    @Test
    void aTimeoutShortensTheCall() throws Exception {
        BACKEND.reply(Reply.never());

        assertThat(SMART.get("?timeout=1000").statusCode()).isEqualTo(504);

        assertThat(SMART.takeNotes(1)).singleElement().asString().matches(".* detail=\"no response within 1 s\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"60000", "99999999999999999999999999999999"})
    void aTimeoutNeverLengthensTheCall(String millis) throws Exception {
        BACKEND.reply(Reply.never());
        long start = System.nanoTime();

        assertThat(SMART.get("?timeout=" + millis).statusCode()).isEqualTo(504);

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(30));
        assertThat(SMART.takeNotes(1)).singleElement().asString().matches(".* detail=\"no response within 2 s\"");
    }

    @Test
    void aProblemHasTheSameFieldsForHeadAsForGet() throws Exception {
        try (RawCaller caller = new RawCaller(SMART.url("/"))) {
            RawCaller.Response get = caller.get("/nowhere", "X-Request-Id: a").read();
            caller.send("HEAD /nowhere HTTP/1.1\r\nHost: a\r\nX-Request-Id: a\r\n\r\n");
            RawCaller.Response head = caller.readHead();

            assertThat(get.body()).isNotEmpty();
            assertThat(head.status()).isEqualTo(404);
            assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
            assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"})
    void anotherMethodIsNotAllowed(String method) throws Exception {
        HttpResponse<byte[]> answer = SMART.send(method, SmartService.PATH);

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
        assertProblem(answer, "method_not_allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api",
                "/api/smart/more",
                "/api/smarter",
                "/API/smart",
                "/application.wadl",
                "/api/smart/application.wadl"
            })
    void anotherPathIsNotFound(String path) throws Exception {
        HttpResponse<byte[]> answer = SMART.send("GET", path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertProblem(answer, "not_found");
    }

    private static void assertProblem(HttpResponse<byte[]> answer, String problem) {
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
        assertThat(answer.headers().firstValue("Proxy-Status")).hasValue("smart; error=http_request_error");
        assertThat(Fixtures.parse(answer.body())).isEqualTo(Fixtures.problem(problem));
        assertThat(BACKEND.requests()).isEmpty();
    }
}

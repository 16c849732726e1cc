package smart.bench.load.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import smart.bench.load.http.Target.Header;

class RequestBytesTest {

    @Test
    void aPlainRequestHasALineAHostAndNoBody() {
        assertThat(text("http://localhost:8000", "GET", null))
                .isEqualTo("GET / HTTP/1.1\r\nHost: localhost:8000\r\nUser-Agent: smart-bench\r\nAccept: */*\r\n\r\n");
    }

    @Test
    void theQueryIsSentAndTheFragmentIsNot() {
        assertThat(text("http://localhost/a%20b?timeout=5#top", "GET", null))
                .startsWith("GET /a%20b?timeout=5 HTTP/1.1\r\n");
    }

    @Test
    void theLengthOfABodyIsInBytesAndIsGivenForNoneWhereOneIsExpected() {
        assertThat(text("http://localhost/", "PUT", "\u00e4"))
                .contains("\r\nContent-Length: 2\r\n")
                .endsWith("\r\n\r\n\u00e4");
        assertThat(text("http://localhost/", "POST", null)).contains("\r\nContent-Length: 0\r\n");
    }

    @Test
    void aHeaderThatIsGivenReplacesOurOwn() {
        assertThat(text("http://localhost/", "GET", null, new Header("host", "example.org"), new Header("X-A", "1")))
                .doesNotContain("localhost")
                .contains("\r\nhost: example.org\r\nX-A: 1\r\n");
    }

    private static String text(String url, String method, String body, Header... headers) {
        return bytes(url, method, body, false, headers).bytes(null).toString(UTF_8);
    }

    private static RequestBytes bytes(String url, String method, String body, boolean trace, Header... headers) {
        RequestSpec call = new RequestSpec(method, URI.create(url), body == null ? null : UTF_8.encode(body));
        Target target = new Target(
                call.uri(),
                List.of(),
                List.of(call),
                false,
                List.of(headers),
                Duration.ofSeconds(1),
                Expectation.DEFAULT,
                false,
                trace);
        return RequestBytes.of(target, call);
    }

    @Test
    void eachTracedRequestHasATraceOfItsOwn() {
        RequestBytes request = bytes("http://localhost/", "POST", "x", true);
        SplittableRandom random = new SplittableRandom(1);
        Trace first = Trace.random(random);
        Trace second = Trace.random(random);

        String sent = request.bytes(first).toString(UTF_8);

        assertThat(sent)
                .containsPattern("\r\ntraceparent: 00-[0-9a-f]{32}-[0-9a-f]{16}-01\r\n\r\nx$")
                .contains("00-" + Trace.id(first) + "-");
        assertThat(request.bytes(second).toString(UTF_8))
                .hasSameSizeAs(sent)
                .contains(second.traceparent())
                .doesNotContain(Trace.id(first));
    }
}

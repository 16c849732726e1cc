package smart.service.backend.client.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smart.service.LongForm;
import smart.service.Mutations;
import smart.service.backend.BackendFailure.Broken;
import smart.service.backend.BackendFailure.Kind;
import smart.service.backend.Header;

/** Whatever a backend sends: a response within the bounds, the wish for more, or a failure that says what is wrong. */
@LongForm
class ResponseParserFuzzTest {
    private static final int LARGEST = 100;

    private static final List<String> RESPONSES = List.of(
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nabcde\r\n0\r\nA: b\r\n\r\n",
            "HTTP/1.1 100 Continue\r\n\r\n",
            "HTTP/1.1 103 Early Hints\nLink: a\n\n",
            "HTTP/1.0 503 Service Unavailable\nConnection: keep-alive\nContent-Length: 3\n\nabc",
            "HTTP/1.1 204 No Content\r\n\r\n",
            "HTTP/1.1 304\r\nETag: \"a\"\r\nContent-Length: 12\r\n\r\n",
            "HTTP/1.1 404 Not Found\r\nA: b\r\n c\r\n\td\r\n\r\nuntil the end",
            "Transfer-Encoding: chunked\r\n",
            "Content-Length: 7\r\n",
            "Content-Length: 101\r\n",
            "Connection: close, Keep-Alive\r\n",
            "Keep-Alive: timeout=5, max=100\r\n",
            "\r\n",
            "\r",
            "0\r\n\r\n",
            "fffffffffffffff\r\n",
            ": ",
            "\0",
            "\u00ff");

    /** What became of the bytes; nothing of a response that is not complete. */
    private record Outcome(
            boolean complete,
            int taken,
            int status,
            List<Header> fields,
            @Nullable String body,
            @Nullable Kind failure,
            @Nullable String detail) {}

    /** Parses a copy, so many bytes at a time. */
    private static Outcome outcome(byte[] input, int length, boolean toHead, int step) {
        byte[] bytes = Arrays.copyOf(input, length);
        ResponseParser parser = new ResponseParser(toHead, LARGEST);
        int taken = 0;
        try {
            while (taken < length && !parser.isComplete()) {
                int end = Math.min(length, taken + step);
                int at = parser.parse(bytes, taken, end);
                assertThat(at).isBetween(taken + 1, end);
                assertThat(at == end || parser.isComplete()).isTrue();
                taken = at;
            }
            if (!parser.isComplete() && !parser.end()) {
                return new Outcome(false, taken, parser.status(), List.of(), null, null, null);
            }
        } catch (Broken broken) {
            return new Outcome(false, 0, broken.status(), List.of(), null, broken.kind(), broken.detail());
        }
        var response = parser.response();
        return new Outcome(
                true,
                taken,
                response.status(),
                response.headers(),
                new String(response.body(), ISO_8859_1),
                null,
                null);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whateverComesIsAResponseTheWishForMoreOrAFailure(boolean toHead) {
        Mutations.of(RESPONSES, input -> {
            Outcome whole = outcome(input, input.length, toHead, Integer.MAX_VALUE / 2);
            if (whole.failure() != null) {
                assertThat(whole.failure()).isIn(Kind.MALFORMED, Kind.TOO_LARGE, Kind.TRUNCATED);
                assertThat(whole.detail()).isNotBlank().hasLineCount(1).isASCII();
            }
            if (whole.complete()) {
                assertThat(whole.status()).isBetween(200, 599);
                assertThat(whole.body()).hasSizeLessThanOrEqualTo(toHead ? 0 : LARGEST);
                assertThat(whole.fields()).allSatisfy(field -> {
                    assertThat(field.name()).matches("[!-~]+").doesNotContain(":");
                    assertThat(field.value()).doesNotMatch("(?s).*[\\x00-\\x08\\x0a-\\x1f\\x7f].*");
                });
                // It neither needed the bytes behind it, nor does it depend on how they came.
                assertThat(outcome(input, whole.taken(), toHead, Integer.MAX_VALUE / 2))
                        .isEqualTo(whole);
            }
            assertThat(outcome(input, input.length, toHead, 1)).isEqualTo(whole);
            assertThat(outcome(input, input.length, toHead, 7)).isEqualTo(whole);
        });
    }
}

package smart.service.backend.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smart.service.Mutations;
import smart.service.backend.BackendFailure.Broken;
import smart.service.backend.BackendFailure.Kind;
import smart.service.backend.Header;

final class ResponseParserTest {
    private static final int LARGEST = 1000;
    private static final String CHUNKED = String.join(
            "\r\n",
            "HTTP/1.1 100 Continue",
            "",
            "HTTP/1.1 200 OK",
            "A: b",
            "Transfer-Encoding: chunked",
            "",
            "5;x=y",
            "[1,2,",
            "2",
            "3]",
            "0",
            "T: u",
            "",
            "");

    private static int parse(ResponseParser parser, String bytes) throws Broken {
        byte[] all = bytes.getBytes(ISO_8859_1);
        return parser.parse(all, 0, all.length);
    }

    @Test
    void whereverTheBytesAreSplitTheResponseIsTheSame() throws Exception {
        for (int split = 0; split <= CHUNKED.length(); split++) {
            ResponseParser parser = new ResponseParser(false, LARGEST);
            parse(parser, CHUNKED.substring(0, split));
            parse(parser, CHUNKED.substring(split));

            assertThat(parser.isComplete()).as("split at " + split).isTrue();
            assertThat(parser.response().status()).isEqualTo(200);
            assertThat(parser.response().headers())
                    .containsExactly(new Header("A", "b"), new Header("Transfer-Encoding", "chunked"));
            assertThat(new String(parser.response().body(), ISO_8859_1)).isEqualTo("[1,2,3]");
        }
    }

    @Test
    void nothingBeyondTheResponseIsTaken() throws Exception {
        for (String response : List.of(CHUNKED, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")) {
            ResponseParser parser = new ResponseParser(false, LARGEST);
            assertThat(parse(parser, response + "HTTP/1.1 200 OK\r\n")).isEqualTo(response.length());
            assertThat(parser.isComplete()).isTrue();
        }
    }

    @Test
    void aResponseToHeadEndsWithItsHead() throws Exception {
        ResponseParser parser = new ResponseParser(true, LARGEST);
        String head = "HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n";
        assertThat(parse(parser, head + "x")).isEqualTo(head.length());
        assertThat(parser.response().body()).isEmpty();
    }

    @Test
    void anAnnouncedLengthTakesNoMemory() throws Exception {
        int huge = 1 << 30;
        ResponseParser[] waiting = new ResponseParser[1000]; // A TiB, if it did.
        for (int i = 0; i < waiting.length; i++) {
            waiting[i] = new ResponseParser(false, huge);
            parse(waiting[i], "HTTP/1.1 200 OK\r\nContent-Length: " + huge + "\r\n\r\n[");
        }
        assertThat(waiting).noneMatch(ResponseParser::isComplete);
    }

    @Test
    void aBodyOfTheLargestSizeIsTakenAndNoLarger() throws Exception {
        String body = "x".repeat(LARGEST);
        ResponseParser whole = new ResponseParser(false, LARGEST);
        parse(whole, "HTTP/1.1 200 OK\r\n\r\n" + body);
        assertThat(whole.end()).isTrue();
        assertThat(whole.response().body()).hasSize(LARGEST);

        assertTooLarge("HTTP/1.1 200 OK\r\n\r\n" + body + "x");
        assertTooLarge("HTTP/1.1 200 OK\r\nContent-Length: " + (LARGEST + 1) + "\r\n\r\n");
        assertTooLarge("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3e8\r\n" + body + "\r\n1\r\n");
    }

    private static void assertTooLarge(String bytes) {
        assertThatThrownBy(() -> parse(new ResponseParser(false, LARGEST), bytes))
                .isInstanceOfSatisfying(Broken.class, broken -> {
                    assertThat(broken.kind()).isEqualTo(Kind.TOO_LARGE);
                    assertThat(broken.status()).isEqualTo(200);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\tb", "a\rb", "a\0b", "a\u001bb", "a\u007fb"})
    void aControlCharacterInAValueIsASpaceButForATab(String value) throws Exception {
        ResponseParser parser = new ResponseParser(true, LARGEST);
        parse(parser, "HTTP/1.1 200 OK\r\nA: " + value + "\r\n\r\n");
        assertThat(parser.response().headers().get(0).value()).isEqualTo(value.contains("\t") ? value : "a b");
    }

    @Test
    void keepAliveIsRead() throws Exception {
        assertThat(kept("HTTP/1.1 200 OK\r\n\r\n")).isTrue();
        assertThat(kept("HTTP/1.1 200 OK\r\nConnection: x, Close\r\n\r\n")).isFalse();
        assertThat(kept("HTTP/1.0 200 OK\r\n\r\n")).isFalse();
        assertThat(kept("HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\n\r\n")).isTrue();
        ResponseParser parser = new ResponseParser(true, LARGEST);
        parse(parser, "HTTP/1.1 200 OK\r\nKeep-Alive: max=5, timeout=7\r\n\r\n");
        assertThat(parser.head().keepAliveSeconds()).isEqualTo(7);
    }

    private static boolean kept(String head) throws Broken {
        ResponseParser parser = new ResponseParser(true, LARGEST);
        parse(parser, head);
        return parser.head().isKept();
    }

    /** Whatever comes: a response within the bounds, the wish for more, or a failure that says what is wrong. */
    @Test
    void whateverComesIsAResponseOrAFailure() {
        Mutations.of(List.of(CHUNKED, "HTTP/1.0 503 X\nContent-Length: 3\n\nabc", "HTTP/1.1 204 N\r\nA:\r\n b\r\n\r\n"), input -> {
            ResponseParser parser = new ResponseParser(false, LARGEST);
            try {
                int taken = parser.parse(input, 0, input.length);
                assertThat(taken).isLessThanOrEqualTo(input.length);
                if (parser.isComplete() || parser.end()) {
                    assertThat(parser.response().body()).hasSizeLessThanOrEqualTo(LARGEST);
                    assertThat(parser.response().status()).isBetween(200, 599);
                } else {
                    assertThat(taken).isEqualTo(input.length);
                }
            } catch (Broken broken) {
                assertThat(broken.detail()).isNotEmpty();
            }
        });
    }
}

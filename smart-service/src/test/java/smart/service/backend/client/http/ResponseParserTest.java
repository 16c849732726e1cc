package smart.service.backend.client.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
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

    /** Before the line feed, which never comes. */
    @ParameterizedTest
    @ValueSource(strings = {"X", "\rX", "\r\r"})
    void aChunkLongerThanItsSizeIsRefusedAtOnce(String after) {
        String chunk = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}";
        assertThatThrownBy(() -> parse(new ResponseParser(false, LARGEST), chunk + after))
                .isInstanceOf(Broken.class)
                .hasMessageContaining("a chunk longer than its size");
        assertThatThrownBy(() -> {
                    ResponseParser parser = new ResponseParser(false, LARGEST);
                    parse(parser, chunk);
                    for (int i = 0; i < after.length(); i++) {
                        parse(parser, after.substring(i, i + 1));
                    }
                })
                .isInstanceOf(Broken.class);
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

    static Stream<Arguments> tooMuch() {
        String ok = "HTTP/1.1 200 OK\r\n";
        return Stream.of(
                Arguments.of("empty lines before it", "\r\n", 10, ok + "\r\n"),
                Arguments.of("interim responses", "HTTP/1.1 103 Early Hints\r\nA: b\r\n\r\n", 16, ok + "\r\n"),
                Arguments.of("fields", "", 200, ok),
                Arguments.of("fields of a trailer", ok + "Transfer-Encoding: chunked\r\n\r\n0\r\n", 200, ""));
    }

    /** What stands before the fields, or is repeated: as often as that, and no more. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("tooMuch")
    void thereIsABoundFor(String what, String text, int most, String rest) throws Exception {
        for (int more = 0; more < 2; more++) {
            String bytes = what.startsWith("fields")
                    ? text + rest + "A: b\r\n".repeat(most + more) + "\r\n"
                    : text.repeat(most + more) + rest;
            ResponseParser parser = new ResponseParser(!text.contains("chunked"), LARGEST);
            if (more == 0) {
                assertThat(parse(parser, bytes)).isEqualTo(bytes.length());
                assertThat(parser.isComplete()).isTrue();
            } else {
                assertMalformed(parser, bytes);
            }
        }
    }

    @Test
    void aLineMayHave16KiBAndAllFields48() throws Exception {
        String field = "A: " + "x".repeat(16 * 1024 - 4) + "\r\n";
        parse(new ResponseParser(true, LARGEST), "HTTP/1.1 200 OK\r\n" + field.repeat(3) + "\r\n");

        assertMalformed(new ResponseParser(true, LARGEST), "HTTP/1.1 200 OK\r\n" + field.repeat(4) + "\r\n");
        assertMalformed(
                new ResponseParser(true, LARGEST), "HTTP/1.1 200 OK\r\nA: " + "x".repeat(16 * 1024 - 2) + "\r\n\r\n");
    }

    @Test
    void aLineWithoutAnEndIsNotKeptBeyondItsBound() throws Exception {
        ResponseParser parser = new ResponseParser(false, LARGEST);
        parse(parser, "HTTP/1.1 200 OK\r\nA: ");
        String piece = "x".repeat(1024);
        for (int i = 0; i < 15; i++) {
            parse(parser, piece);
        }
        assertMalformed(parser, piece);
    }

    private static void assertMalformed(ResponseParser parser, String bytes) {
        assertThatThrownBy(() -> parse(parser, bytes))
                .isInstanceOfSatisfying(
                        Broken.class, broken -> assertThat(broken.kind()).isEqualTo(Kind.MALFORMED));
    }

    /** However small its pieces: copied with each of them, 256 KiB in chunks of a byte would be 32 GiB to copy. */
    @Test
    void aBodyInManyPiecesIsNotCopiedWithEachOfThem() throws Exception {
        int size = 256 * 1024;
        byte[] chunk = "1\r\nx\r\n".getBytes(ISO_8859_1);
        ResponseParser chunked = new ResponseParser(false, size);
        parse(chunked, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        ResponseParser toEnd = new ResponseParser(false, size);
        parse(toEnd, "HTTP/1.1 200 OK\r\n\r\n");
        long before = allocated();
        for (int i = 0; i < size; i++) {
            chunked.parse(chunk, 0, chunk.length);
            toEnd.parse(chunk, 3, 4);
        }
        assertThat(allocated() - before).as("bytes allocated").isLessThan(64L * size);
        parse(chunked, "0\r\n\r\n");
        assertThat(chunked.response().body()).hasSize(size);
        assertThat(toEnd.end()).isTrue();
        assertThat(toEnd.response().body()).hasSize(size);
    }

    @Test
    void aBodyTakesAboutTwiceWhatHasCome() throws Exception {
        int huge = 1 << 30;
        byte[] piece = new byte[10_000];
        for (String framing : List.of("Content-Length: " + huge, "Transfer-Encoding: chunked")) {
            ResponseParser parser = new ResponseParser(false, huge);
            parse(parser, "HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n");
            if (framing.endsWith("chunked")) {
                parse(parser, Integer.toHexString(huge) + "\r\n");
            }
            long before = allocated();
            parser.parse(piece, 0, piece.length);
            assertThat(allocated() - before).as("bytes allocated").isBetween(10_000L, 100_000L);
        }
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}

package smart.service.request;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import smart.service.Fixtures;
import smart.service.Gzip;
import smart.testkit.RawBackend.Reply;

/** What {@link BackendFailuresIT} has a backend answer. */
final class BrokenResponses {
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    private BrokenResponses() {}

    static Stream<Arguments> brokenResponses() {
        return Stream.of(
                broken("reset before a response", Reply.bytes("").thenReset(), "reset", "-"),
                broken("closed before a response", Reply.bytes("").thenClose(), "reset", "-"),
                broken(
                        "closed within the status line",
                        Reply.bytes("HTTP/1.1 200 O").thenClose(),
                        "truncated",
                        "-"),
                broken(
                        "closed after the status line",
                        Reply.bytes("HTTP/1.1 200 OK\r\n").thenClose(),
                        "truncated",
                        "200"),
                broken(
                        "closed within a field's name",
                        Reply.bytes("HTTP/1.1 200 OK\r\nConte").thenClose(),
                        "truncated",
                        "200"),
                broken(
                        "closed within a field's value",
                        Reply.bytes("HTTP/1.1 200 OK\r\nContent-Type: app").thenClose(),
                        "truncated",
                        "200"),
                broken("closed after a field", Reply.bytes(HEAD).thenClose(), "truncated", "200"),
                broken(
                        "closed after an interim response",
                        Reply.bytes("HTTP/1.1 100 Continue\r\n\r\n").thenClose(),
                        "reset",
                        "-"),
                broken(
                        "closed within an interim response",
                        Reply.bytes("HTTP/1.1 100 Continue\r\n").thenClose(),
                        "truncated",
                        "-"),
                broken(
                        "reset in the body",
                        flushed(HEAD + "Content-Length: 100\r\n\r\n{\"a\"").thenReset(),
                        "reset",
                        "200"),
                broken(
                        "cut by Content-Length",
                        Reply.bytes(HEAD + "Content-Length: 100\r\n\r\n{\"a\"").thenClose(),
                        "truncated",
                        "200"),
                broken(
                        "closed after the head",
                        Reply.bytes(HEAD + "Content-Length: 100\r\n\r\n").thenClose(),
                        "truncated",
                        "200"),
                broken(
                        "chunked without its end",
                        Reply.bytes(HEAD + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n")
                                .thenClose(),
                        "truncated",
                        "200"),
                broken(
                        "cut within a chunk",
                        Reply.bytes(HEAD + "Transfer-Encoding: chunked\r\n\r\n10\r\n{}")
                                .thenClose(),
                        "truncated",
                        "200"),
                broken(
                        "no chunk size",
                        Reply.bytes(HEAD + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n{}\r\n")
                                .thenClose(),
                        "malformed",
                        "200"),
                broken(
                        "garbage for a status line",
                        Reply.bytes("\0\1\2 this is not HTTP\r\n\r\n").thenClose(),
                        "malformed",
                        "-"),
                broken(
                        "too large by Content-Length",
                        Reply.bytes(HEAD + "Content-Length: " + (BackendFailuresIT.MAX_SIZE + 1) + "\r\n\r\n"),
                        "too_large",
                        "200"));
    }

    private static Arguments broken(String name, Reply reply, String kind, String status) {
        return Arguments.of(name, reply, kind, status);
    }

    /** The head is read before the reset comes, which would take back what was sent. */
    private static Reply flushed(String bytes) {
        return exchange -> {
            exchange.send(bytes);
            exchange.endsWithin(200);
        };
    }

    static Stream<Arguments> badEncodings() throws IOException {
        byte[] good = Gzip.of("{\"time\": " + "1".repeat(500) + "}");
        byte[] broken = good.clone();
        broken[broken.length / 2] ^= 0x55;
        return Stream.of(
                Arguments.of("gzip", "gzip of what is not JSON", Gzip.of("Not a valid JSON")),
                Arguments.of("gzip", "gzip that is cut", Arrays.copyOf(good, good.length - 12)),
                Arguments.of("gzip", "gzip with a wrong byte", broken),
                Arguments.of("gzip", "no gzip at all", ascii("{}")),
                Arguments.of("br", "an encoding that can't be checked", ascii("{}")));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }

    static Stream<byte[]> notJson() {
        return Stream.of(
                Fixtures.bytes("backend/not-json.txt"),
                ascii("{\"a\": 1"),
                ascii("{\"a\": 1} 2"),
                ascii("{\"a\": 1}}"),
                ascii("[1,]"),
                ascii("{'a': 1}"),
                ascii("{a: 1}"),
                ascii("NaN"),
                ascii("01"),
                ascii("tru"),
                ascii("   "),
                ascii("// comment\n1"),
                ascii("\"tab\there\""),
                ascii("\"\u00ff\u00fe is not UTF-8\""),
                "{\"a\": 1}".getBytes(UTF_16LE));
    }
}

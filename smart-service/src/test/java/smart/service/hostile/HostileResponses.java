package smart.service.hostile;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What {@link HostileBackendIT} has a backend say: each with a name, and its bytes. */
final class HostileResponses {
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";
    private static final String GOOD = OK + "Content-Length: 2\r\n\r\n{}";

    private HostileResponses() {}

    static Stream<Arguments> malformed() {
        return Stream.of(
                refused("two Content-Lengths that differ", OK + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{} "),
                refused("two Content-Lengths that agree", OK + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}"),
                refused("a list of Content-Lengths", OK + "Content-Length: 2, 2\r\n\r\n{}"),
                refused(
                        "Content-Length and Transfer-Encoding",
                        OK + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
                refused(
                        "Transfer-Encoding and Content-Length",
                        OK + "Transfer-Encoding: chunked\r\nContent-Length: 12\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
                refused("a negative Content-Length", OK + "Content-Length: -1\r\n\r\n"),
                refused("a Content-Length with a sign", OK + "Content-Length: +2\r\n\r\n{}"),
                refused("a Content-Length in hexadecimal", OK + "Content-Length: 0x2\r\n\r\n{}"),
                refused("a Content-Length that overflows", OK + "Content-Length: 18446744073709551618\r\n\r\n{}"),
                refused("an empty Content-Length", OK + "Content-Length:\r\n\r\n{}"),
                refused("an unknown coding", OK + "Transfer-Encoding: xchunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
                refused("gzip, then chunked", OK + "Transfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
                refused("chunked twice", OK + "Transfer-Encoding: chunked, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
                refused(
                        "Transfer-Encoding twice",
                        OK + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
                refused(
                        "chunked in HTTP/1.0",
                        "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
                refused("chunked with 204", "HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                refused("an invalid chunk size", CHUNKED + "xyz\r\n{}\r\n0\r\n\r\n"),
                refused("a chunk size with 0x", CHUNKED + "0x2\r\n{}\r\n0\r\n\r\n"),
                refused("an empty chunk size", CHUNKED + "\r\n{}\r\n0\r\n\r\n"),
                refused("a chunk size that overflows", CHUNKED + "ffffffffffffffff2\r\n{}\r\n0\r\n\r\n"),
                refused("a chunk size with a plus", CHUNKED + "+2\r\n{}\r\n0\r\n\r\n"),
                refused("a chunk size of -1 before a good one", CHUNKED + "-1\r\n2\r\n{}\r\n0\r\n\r\n"),
                refused("a last chunk of size -0", CHUNKED + "2\r\n{}\r\n-0\r\n\r\n"),
                refused("a chunk longer than its size", CHUNKED + "1\r\n{}\r\n0\r\n\r\n"),
                refused("a chunk extension without end", CHUNKED + "2;" + "x".repeat(70_000)),
                refused("a field without colon", OK + "Content-Length 2\r\n\r\n{}"),
                refused("a field without name", OK + ": 2\r\nContent-Length: 2\r\n\r\n{}"),
                refused("a name with a blank in it", OK + "A B: 2\r\nContent-Length: 2\r\n\r\n{}"),
                refused("a name with a bare CR", OK + "A\rB: 2\r\nContent-Length: 2\r\n\r\n{}"),
                refused("a name with NUL", OK + "A\0B: 2\r\nContent-Length: 2\r\n\r\n{}"),
                refused("a folded line before the first field", OK + " A: 2\r\nContent-Length: 2\r\n\r\n{}"),
                refused("a field without end", OK + "A: " + "x".repeat(70_000)),
                refused("10,000 fields", OK + "A: b\r\n".repeat(10_000) + "Content-Length: 2\r\n\r\n{}"),
                refused("a head of 60 KB", OK + ("A: " + "x".repeat(10_000) + "\r\n").repeat(6) + "\r\n"),
                refused("a status line without end", "HTTP/1.1 200 " + "x".repeat(70_000)),
                refused("status 99", "HTTP/1.1 99 Low\r\nContent-Length: 2\r\n\r\n{}"),
                refused("status 099", "HTTP/1.1 099 Low\r\nContent-Length: 2\r\n\r\n{}"),
                refused("status 1000", "HTTP/1.1 1000 High\r\nContent-Length: 2\r\n\r\n{}"),
                refused("status 600", "HTTP/1.1 600 High\r\nContent-Length: 2\r\n\r\n{}"),
                refused("status -200", "HTTP/1.1 -200 OK\r\nContent-Length: 2\r\n\r\n{}"),
                refused("no status", "HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}"),
                refused("HTTP/0.9", "{\"time\": 1}\r\n"),
                refused("HTTP/0.9 by name", "HTTP/0.9 200 OK\r\nContent-Length: 2\r\n\r\n{}"),
                refused("HTTP/2 without having asked", "HTTP/2.0 200 OK\r\nContent-Length: 2\r\n\r\n{}"),
                refused("another protocol", "ICY 200 OK\r\nContent-Length: 2\r\n\r\n{}"),
                refused("TLS on the plain port", "\25\3\1\0\2\2\50\r\n\r\n"),
                refused(
                        "a switch of protocols",
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n" + GOOD),
                refused("a flood of 102", "HTTP/1.1 102 Processing\r\n\r\n".repeat(5000) + GOOD),
                refused("a flood of 100", "HTTP/1.1 100 Continue\r\n\r\n".repeat(70_000) + GOOD),
                refused("empty lines for a response", "\r\n".repeat(5000) + GOOD));
    }

    private static Arguments refused(String name, String bytes) {
        return Arguments.of(name, bytes);
    }

    static Stream<Arguments> lenient() {
        return Stream.of(
                right("lines that end with LF", "HTTP/1.1 200 OK\nContent-Length: 2\n\n{}"),
                right("a blank before the colon", OK + "Content-Length : 2\r\n\r\n{}"),
                right("a folded field", OK + "A: b\r\n c\r\nContent-Length: 2\r\n\r\n{}"),
                right("a bare CR in a value", OK + "A: b\rc\r\nContent-Length: 2\r\n\r\n{}"),
                right("status 200 without a reason", "HTTP/1.1 200\r\nContent-Length: 2\r\n\r\n{}"),
                right("chunks with extensions", CHUNKED + "1;a=b;c\r\n{\r\n1 ;d=\"e\"\r\n}\r\n0;f\r\n\r\n"),
                right("a field name with a sign", OK + "-5: b\r\n+5: c\r\nContent-Length: 2\r\n\r\n{}"),
                right("trailers", CHUNKED + "2\r\n{}\r\n0\r\nA: b\r\nContent-Length: 7\r\n\r\n"),
                right("interim responses", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n" + GOOD),
                right("a line break before the response", "\r\n" + GOOD));
    }

    private static Arguments right(String name, String bytes) {
        return Arguments.of(name, bytes);
    }

    static Stream<Arguments> surplus() {
        return Stream.of(
                Arguments.of("a second response", GOOD),
                Arguments.of("a line", "surplus\r\n"),
                Arguments.of("a part of a line", "surplus"),
                Arguments.of("one byte", "}"),
                Arguments.of("a line break", "\r\n"),
                Arguments.of("the beginning of a head", OK + "Leaked: yes\r\nA"),
                Arguments.of("a head", OK + "Leaked: yes\r\nContent-Length: 20\r\n\r\n"),
                Arguments.of(
                        "a head and a part of a body", OK + "Leaked: yes\r\nContent-Length: 20\r\n\r\n{\"leaked\""));
    }
}

package smart.service.hostile;

import static org.junit.jupiter.params.provider.Arguments.arguments;

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
                arguments("two Content-Lengths that differ", OK + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{} "),
                arguments("two Content-Lengths that agree", OK + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}"),
                arguments("a list of Content-Lengths", OK + "Content-Length: 2, 2\r\n\r\n{}"),
                arguments(
                        "Content-Length and Transfer-Encoding",
                        OK + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
                arguments(
                        "Transfer-Encoding and Content-Length",
                        OK + "Transfer-Encoding: chunked\r\nContent-Length: 12\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
                arguments("a negative Content-Length", OK + "Content-Length: -1\r\n\r\n"),
                arguments("a Content-Length with a sign", OK + "Content-Length: +2\r\n\r\n{}"),
                arguments("a Content-Length in hexadecimal", OK + "Content-Length: 0x2\r\n\r\n{}"),
                arguments("a Content-Length that overflows", OK + "Content-Length: 18446744073709551618\r\n\r\n{}"),
                arguments("an empty Content-Length", OK + "Content-Length:\r\n\r\n{}"),
                arguments("an unknown coding", OK + "Transfer-Encoding: xchunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
                arguments("gzip, then chunked", OK + "Transfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
                arguments("chunked twice", OK + "Transfer-Encoding: chunked, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
                arguments(
                        "Transfer-Encoding twice",
                        OK + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
                arguments(
                        "chunked in HTTP/1.0",
                        "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
                arguments("chunked with 204", "HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                arguments("an invalid chunk size", CHUNKED + "xyz\r\n{}\r\n0\r\n\r\n"),
                arguments("a chunk size with 0x", CHUNKED + "0x2\r\n{}\r\n0\r\n\r\n"),
                arguments("an empty chunk size", CHUNKED + "\r\n{}\r\n0\r\n\r\n"),
                arguments("a chunk size that overflows", CHUNKED + "ffffffffffffffff2\r\n{}\r\n0\r\n\r\n"),
                arguments("a chunk size with a plus", CHUNKED + "+2\r\n{}\r\n0\r\n\r\n"),
                arguments("a chunk size of -1 before a good one", CHUNKED + "-1\r\n2\r\n{}\r\n0\r\n\r\n"),
                arguments("a last chunk of size -0", CHUNKED + "2\r\n{}\r\n-0\r\n\r\n"),
                arguments("a chunk longer than its size", CHUNKED + "1\r\n{}\r\n0\r\n\r\n"),
                arguments("a chunk that ends in CR and a letter", CHUNKED + "2\r\n{}\rX"),
                arguments("a chunk extension without end", CHUNKED + "2;" + "x".repeat(70_000)),
                arguments("a field without colon", OK + "Content-Length 2\r\n\r\n{}"),
                arguments("a field without name", OK + ": 2\r\nContent-Length: 2\r\n\r\n{}"),
                arguments("a name with a blank in it", OK + "A B: 2\r\nContent-Length: 2\r\n\r\n{}"),
                arguments("a name with a bare CR", OK + "A\rB: 2\r\nContent-Length: 2\r\n\r\n{}"),
                arguments("a name with NUL", OK + "A\0B: 2\r\nContent-Length: 2\r\n\r\n{}"),
                arguments("a folded line before the first field", OK + " A: 2\r\nContent-Length: 2\r\n\r\n{}"),
                arguments("a field without end", OK + "A: " + "x".repeat(70_000)),
                arguments("10,000 fields", OK + "A: b\r\n".repeat(10_000) + "Content-Length: 2\r\n\r\n{}"),
                arguments("a head of 60 KB", OK + ("A: " + "x".repeat(10_000) + "\r\n").repeat(6) + "\r\n"),
                arguments("a status line without end", "HTTP/1.1 200 " + "x".repeat(70_000)),
                arguments("status 99", "HTTP/1.1 99 Low\r\nContent-Length: 2\r\n\r\n{}"),
                arguments("status 099", "HTTP/1.1 099 Low\r\nContent-Length: 2\r\n\r\n{}"),
                arguments("status 1000", "HTTP/1.1 1000 High\r\nContent-Length: 2\r\n\r\n{}"),
                arguments("status 600", "HTTP/1.1 600 High\r\nContent-Length: 2\r\n\r\n{}"),
                arguments("status -200", "HTTP/1.1 -200 OK\r\nContent-Length: 2\r\n\r\n{}"),
                arguments("no status", "HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}"),
                arguments("HTTP/0.9", "{\"time\": 1}\r\n"),
                arguments("HTTP/0.9 by name", "HTTP/0.9 200 OK\r\nContent-Length: 2\r\n\r\n{}"),
                arguments("HTTP/2 without having asked", "HTTP/2.0 200 OK\r\nContent-Length: 2\r\n\r\n{}"),
                arguments("another protocol", "ICY 200 OK\r\nContent-Length: 2\r\n\r\n{}"),
                arguments("TLS on the plain port", "\25\3\1\0\2\2\50\r\n\r\n"),
                arguments(
                        "a switch of protocols",
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n" + GOOD),
                arguments("a flood of 102", "HTTP/1.1 102 Processing\r\n\r\n".repeat(5000) + GOOD),
                arguments("a flood of 100", "HTTP/1.1 100 Continue\r\n\r\n".repeat(70_000) + GOOD),
                arguments("empty lines for a response", "\r\n".repeat(5000) + GOOD));
    }

    static Stream<Arguments> lenient() {
        return Stream.of(
                arguments("lines that end with LF", "HTTP/1.1 200 OK\nContent-Length: 2\n\n{}"),
                arguments("a blank before the colon", OK + "Content-Length : 2\r\n\r\n{}"),
                arguments("a folded field", OK + "A: b\r\n c\r\nContent-Length: 2\r\n\r\n{}"),
                arguments("a bare CR in a value", OK + "A: b\rc\r\nContent-Length: 2\r\n\r\n{}"),
                arguments("status 200 without a reason", "HTTP/1.1 200\r\nContent-Length: 2\r\n\r\n{}"),
                arguments("chunks with extensions", CHUNKED + "1;a=b;c\r\n{\r\n1 ;d=\"e\"\r\n}\r\n0;f\r\n\r\n"),
                arguments("a field name with a sign", OK + "-5: b\r\n+5: c\r\nContent-Length: 2\r\n\r\n{}"),
                arguments("trailers", CHUNKED + "2\r\n{}\r\n0\r\nA: b\r\nContent-Length: 7\r\n\r\n"),
                arguments("interim responses", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n" + GOOD),
                arguments("a line break before the response", "\r\n" + GOOD));
    }

    static Stream<Arguments> surplus() {
        return Stream.of(
                arguments("a second response", GOOD),
                arguments("a line", "surplus\r\n"),
                arguments("a part of a line", "surplus"),
                arguments("one byte", "}"),
                arguments("a line break", "\r\n"),
                arguments("the beginning of a head", OK + "Leaked: yes\r\nA"),
                arguments("a head", OK + "Leaked: yes\r\nContent-Length: 20\r\n\r\n"),
                arguments("a head and a part of a body", OK + "Leaked: yes\r\nContent-Length: 20\r\n\r\n{\"leaked\""));
    }
}

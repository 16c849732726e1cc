package smart.mock.wire.send;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpStatus;
import smart.mock.reply.Fault;
import smart.mock.reply.Reply;

/**
 * The exact bytes that a fault sends. This is the only place that defines them.
 *
 * @param pieces the bytes, in the order they are sent; each is made when its turn comes
 * @param paced whether there is a pause between pieces
 * @param ending how the connection ends
 */
public record Transmission(Iterable<ByteBuffer> pieces, boolean paced, Ending ending) {
    /** How the connection ends after the last byte. */
    enum Ending {
        /** FIN. */
        CLOSE,
        /** RST. */
        RESET,
        /** It stays open, silent, until the caller closes it or the hold time is over. */
        HOLD
    }

    static final int LARGE_BYTES = 10 * 1024 * 1024;
    static final byte[] GARBAGE = "\0\1\2\3\u00ff\u00fe this is not HTTP\r\n\r\n".getBytes(ISO_8859_1);

    private static final int CHUNK = 64 * 1024;
    private static final byte[] LARGE_BEGIN = "{\"padding\": \"".getBytes(ISO_8859_1);
    private static final byte[] LARGE_END = "\"}".getBytes(ISO_8859_1);

    /**
     * The transmission of a reply with {@code fault}.
     *
     * @param toHead whether the request is {@code HEAD}: the reply has the same head and no content then, as it has
     *     none with a status that forbids it (RFC 9110 sections 6.4.1 and 9.3.2)
     */
    public static Transmission of(Fault fault, Reply reply, boolean toHead) {
        var body = reply.body().getBytes(UTF_8);
        var whole =
                switch (fault) {
                    case RESET -> new Transmission(List.of(), false, Ending.RESET);
                    case EMPTY -> new Transmission(List.of(), false, Ending.CLOSE);
                    case GARBAGE -> close(ByteBuffer.wrap(GARBAGE));
                    case HEADERS_ONLY -> close(promising(reply, body));
                    case TRUNCATE -> close(promising(reply, body), ByteBuffer.wrap(body, 0, body.length / 2));
                    case STALL -> new Transmission(List.of(promising(reply, body)), false, Ending.HOLD);
                    case DRIP -> new Transmission(drip(head(reply, body.length), body), true, Ending.CLOSE);
                    case LARGE -> new Transmission(large(head(reply, LARGE_BYTES)), false, Ending.CLOSE);
                };
        boolean bodiless = toHead || HttpStatus.hasNoBody(reply.status());
        return bodiless && fault.sendsStatus()
                ? new Transmission(List.of(whole.pieces().iterator().next()), whole.paced(), whole.ending())
                : whole;
    }

    private static Transmission close(ByteBuffer... pieces) {
        return new Transmission(List.of(pieces), false, Ending.CLOSE);
    }

    /** A head that announces at least one byte, so that a byte is always missing. */
    private static ByteBuffer promising(Reply reply, byte[] body) {
        return head(reply, Math.max(1, body.length));
    }

    private static ByteBuffer head(Reply reply, int contentLength) {
        var head = new StringBuilder("HTTP/1.1 ").append(reply.status()).append(' ');
        head.append(HttpStatus.getMessage(reply.status())).append("\r\n");
        line(head, "Content-Type", reply.contentType());
        reply.headers().forEach((name, values) -> values.forEach(value -> line(head, name, value)));
        if (!HttpStatus.hasNoBody(reply.status())) {
            line(head, "Content-Length", String.valueOf(contentLength));
        }
        if (reply.headers().keySet().stream().noneMatch("Connection"::equalsIgnoreCase)) {
            line(head, "Connection", "close");
        }
        return ByteBuffer.wrap(head.append("\r\n").toString().getBytes(ISO_8859_1));
    }

    private static void line(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    /** No list, since a buffer for each byte would take 60 times the body's memory. */
    private static Iterable<ByteBuffer> drip(ByteBuffer head, byte[] body) {
        IntFunction<ByteBuffer> piece = i -> ByteBuffer.wrap(body, i, 1);
        return () -> Stream.concat(
                        Stream.of(head), IntStream.range(0, body.length).mapToObj(piece))
                .iterator();
    }

    private static List<ByteBuffer> large(ByteBuffer head) {
        int padding = LARGE_BYTES - LARGE_BEGIN.length - LARGE_END.length;
        var chunk = new byte[CHUNK];
        Arrays.fill(chunk, (byte) 'x');
        var chunks = IntStream.rangeClosed(0, padding / CHUNK)
                .mapToObj(i -> ByteBuffer.wrap(chunk, 0, Math.min(CHUNK, padding - i * CHUNK)));
        var ends = Stream.of(ByteBuffer.wrap(LARGE_END));
        return Stream.of(Stream.of(head, ByteBuffer.wrap(LARGE_BEGIN)), chunks, ends)
                .flatMap(part -> part)
                .toList();
    }
}

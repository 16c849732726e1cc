package smart.service.server;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpParser;
import org.jspecify.annotations.Nullable;

/**
 * Jetty's parser of requests, with two differences. It remembers the bytes of the request line, since Jetty replaces
 * those that are not UTF-8. And it parses a request without body to its end, so that empty lines after it are no next
 * request (RFC 9112 section 2.2). Used by the connection's loop.
 */
final class CallerParser extends HttpParser {
    private static final String HEX = "0123456789ABCDEF";

    private @Nullable ByteArrayOutputStream line; // an incomplete request line
    private @Nullable ByteBuffer current; // while it is parsed
    private int start; // of the current bytes

    CallerParser(RequestHandler handler, int maxHeadSize, HttpCompliance compliance) {
        super(handler, maxHeadSize, compliance);
    }

    @Override
    public boolean parseNext(ByteBuffer buffer) {
        if (isStart()) {
            line = null;
        }
        current = buffer;
        start = buffer.position();
        boolean event = super.parseNext(buffer);
        if (!isStart() && getState().compareTo(State.HEADER) < 0) {
            line = lineSoFar(buffer);
        } else if (event && !hasContent() && !isTerminated()) {
            super.parseNext(buffer);
        }
        current = null;
        return event;
    }

    private ByteArrayOutputStream lineSoFar(ByteBuffer buffer) {
        ByteArrayOutputStream bytes = line == null ? new ByteArrayOutputStream() : line;
        for (int i = start; i < buffer.position(); i++) {
            bytes.write(buffer.get(i));
        }
        return bytes;
    }

    /**
     * The target of the request whose line is parsed, with each byte outside ASCII percent-encoded. Jetty has checked the
     * line, and takes more than one space before the target.
     */
    String encodedTarget() {
        String whole = lineSoFar(Objects.requireNonNull(current))
                .toString(StandardCharsets.ISO_8859_1)
                .stripLeading();
        String rest = whole.substring(whole.indexOf(' ')).stripLeading();
        StringBuilder target = new StringBuilder();
        for (int i = 0; i < rest.length() && rest.charAt(i) > ' '; i++) {
            char c = rest.charAt(i);
            if (c < 0x80) {
                target.append(c);
            } else {
                target.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xF));
            }
        }
        return target.toString();
    }

    /** Skips what may stand before a request (RFC 9112 section 2.2). */
    static void skipEmptyLines(ByteBuffer read) {
        while (read.hasRemaining() && (read.get(read.position()) == '\r' || read.get(read.position()) == '\n')) {
            read.get();
        }
    }
}

package smart.service.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpGenerator;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.jspecify.annotations.Nullable;

/**
 * Writes the header section of a response exactly as in its {@link Head}. Jetty's own generator would write known names
 * in its own case, and add a length to responses without a body. Jetty still writes the status line and the framing,
 * and decides whether to keep the connection. Responses without a {@code Head} are left to Jetty.
 */
final class HeadGenerator extends HttpGenerator {
    private static final byte[] CLOSE = "Connection: close\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] KEEP_ALIVE = "Connection: keep-alive\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = {'\r', '\n'};
    /** Room for the status line, {@code Connection}, and Jetty's fields before they are replaced. */
    private static final int MOST_ELSE = 512;

    private boolean closing;

    /**
     * The lines of a header section. It is passed as the only field of the response, besides {@code Connection} and
     * {@code Content-Length}.
     */
    @SuppressWarnings("EqualsHashCode") // It is never compared, so those of HttpField are enough.
    static final class Head extends HttpField {
        private final byte[] lines;

        Head(byte[] lines) {
            super(null, "Head", "");
            this.lines = lines;
        }
    }

    @Override
    public Result generateResponse(
            MetaData.@Nullable Response info,
            boolean head,
            @Nullable ByteBuffer header,
            @Nullable ByteBuffer chunk,
            @Nullable ByteBuffer content,
            boolean last)
            throws IOException {
        Head lines = isState(State.START) && info != null ? head(info.getHttpFields()) : null;
        if (lines == null || header == null || info == null) {
            return super.generateResponse(info, head, header, chunk, content, last);
        }
        if (closing) { // Jetty loses this when it switches to a larger buffer.
            setPersistent(false);
        }
        if (lines.lines.length + MOST_ELSE > header.capacity()) {
            closing = !isPersistent(info.getHttpVersion());
            return Result.HEADER_OVERFLOW;
        }
        Result result = super.generateResponse(info, head, header, chunk, content, last);
        if (result == Result.FLUSH) {
            replace(header, lines.lines, info.getHttpVersion() == HttpVersion.HTTP_1_0);
        }
        closing = false;
        return result;
    }

    private static @Nullable Head head(HttpFields fields) {
        for (HttpField field : fields) {
            if (field instanceof Head head) {
                return head;
            }
        }
        return null;
    }

    /** Keeps only the status line of Jetty's output. */
    private void replace(ByteBuffer header, byte[] lines, boolean http10) {
        int end = header.position();
        while (header.get(end) != '\n') {
            end++;
        }
        int start = header.position();
        header.limit(header.capacity()).position(end + 1);
        header.put(lines);
        if (!isPersistent()) {
            header.put(CLOSE);
        } else if (http10) {
            header.put(KEEP_ALIVE);
        }
        header.put(END);
        header.limit(header.position()).position(start);
    }
}

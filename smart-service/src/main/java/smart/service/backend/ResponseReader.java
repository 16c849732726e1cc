package smart.service.backend;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.ByteArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a response whole, up to a number of bytes and no further: the client closes the connection of a larger one.
 * Used by one exchange; the client calls it on one thread at a time.
 */
final class ResponseReader implements AsyncResponseConsumer<BufferedResponse> {
    private static final byte[] NO_BODY = {};
    private static final int INITIAL_CAPACITY = 1024;
    private static final int MOST_INTERIM = 16;

    private final int maxSize;
    private final SessionGuard guard;
    private int interim;
    private volatile @Nullable HttpResponse head;
    private @Nullable ByteArrayBuffer body;
    private @Nullable FutureCallback<BufferedResponse> callback;

    /**
     * @param maxSize the largest body, in bytes
     * @param guard is told of the response's end
     */
    ResponseReader(int maxSize, SessionGuard guard) {
        this.maxSize = maxSize;
        this.guard = guard;
    }

    /** The response's head once it was read, or null before. May be called by any thread. */
    @Nullable HttpResponse head() {
        return head;
    }

    @Override
    public void consumeResponse(
            HttpResponse response,
            @Nullable EntityDetails entity,
            HttpContext context,
            FutureCallback<BufferedResponse> resultCallback)
            throws HttpException, IOException {
        head = response;
        ResponseFraming.check(response);
        if (entity == null) {
            guard.responseEnded();
            resultCallback.completed(new BufferedResponse(response, NO_BODY));
            return;
        }
        long announced = entity.getContentLength();
        if (announced > maxSize) {
            throw new TooLarge(maxSize);
        }
        body = new ByteArrayBuffer(announced > 0 ? (int) announced : Math.min(INITIAL_CAPACITY, maxSize));
        callback = resultCallback;
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        channel.update(Integer.MAX_VALUE);
    }

    @Override
    public void consume(ByteBuffer bytes) throws IOException {
        ByteArrayBuffer read = Objects.requireNonNull(body);
        int length = bytes.remaining();
        if (length > maxSize - read.length()) {
            throw new TooLarge(maxSize);
        }
        read.ensureCapacity(length);
        bytes.get(read.array(), read.length(), length);
        read.setLength(read.length() + length);
    }

    @Override
    public void streamEnd(@Nullable List<? extends Header> trailers) throws IOException {
        guard.responseEnded();
        ByteArrayBuffer read = Objects.requireNonNull(body);
        HttpResponse response = Objects.requireNonNull(head);
        if (read.isEmpty() && isEndedByClose(response)) {
            // The client also takes a head for complete that was cut within a line. An empty body is announced as one.
            throw new ConnectionClosedException("the connection was closed before the body");
        }
        byte[] bytes = read.isFull() ? read.array() : read.toByteArray();
        Objects.requireNonNull(callback).completed(new BufferedResponse(response, bytes));
    }

    /** Whether nothing but the end of the connection tells where the body ends (RFC 9112 section 6.3, rule 8). */
    private static boolean isEndedByClose(HttpResponse response) {
        return !response.containsHeader("Content-Length")
                && !response.containsHeader("Transfer-Encoding")
                && response.getVersion() != null
                && response.getVersion().lessEquals(HttpVersion.HTTP_1_1);
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) throws HttpException {
        // A 1xx response says nothing that a caller of ours waits for. The client doesn't tell of 100.
        ResponseFraming.check(response);
        if (++interim > MOST_INTERIM) {
            throw new ProtocolException("more than " + MOST_INTERIM + " interim responses");
        }
    }

    @Override
    public void failed(Exception cause) {
        // The exchange's future fails with the same cause.
    }

    @Override
    public void releaseResources() {
        body = null;
        callback = null;
    }

    /** The body is larger than allowed. */
    static final class TooLarge extends IOException {
        TooLarge(int maxSize) {
            super("the body has more than " + maxSize + " bytes");
        }
    }
}

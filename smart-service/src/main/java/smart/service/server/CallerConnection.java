package smart.service.server;

import static org.eclipse.jetty.util.thread.Invocable.InvocationType.NON_BLOCKING;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpGenerator;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import smart.service.backend.client.loop.SelectorLoop;

/**
 * A caller's connection. It differs from Jetty's in these ways:
 *
 * <ul>
 *   <li>It also reads during a call, to notice a caller that hangs up.
 *   <li>It does not look for a next request before the selector reports one.
 *   <li>It begins only so many calls in one turn of the loop.
 *   <li>It knows how long the current request has been running.
 *   <li>It is not idle while a response is written, however slowly the caller reads it.
 *   <li>It keeps bytes of the target that are not UTF-8.
 *   <li>It refuses {@code Transfer-Encoding} in HTTP/1.0 (RFC 9112 section 6.1), and ignores {@code Upgrade}.
 * </ul>
 */
final class CallerConnection extends HttpConnection {
    /** What Jetty puts in place of bytes that are not UTF-8. */
    private static final char REPLACED = '\uFFFD';

    /** The most reads of a body in one turn of the loop. */
    private static final int MOST_READS = 16;

    /** The most calls that begin in one turn of the loop. */
    private static final int MOST_CALLS = 16;

    private final SelectorLoop loop;
    private final Callback nextRequest;
    private final Callback watcher;
    private @Nullable Runnable gone;
    private int begun; // calls of this turn of the loop
    private int kept; // bytes of the next request that arrived during a call
    private volatile long requestSince; // 0 while nothing of a request has arrived
    private volatile PendingWrites.@Nullable Write pending; // the response that could not be written at once
    private boolean started; // whether a request or the TLS handshake came as far as its end since then

    CallerConnection(HttpConfiguration configuration, Connector connector, EndPoint endPoint) {
        super(configuration, connector, endPoint);
        loop = CallerEndPoint.loop(endPoint);
        nextRequest = Callback.from(NON_BLOCKING, () -> loop.execute(this::onFillable), this::onFillInterestedFailed);
        watcher = Callback.from(NON_BLOCKING, this::arrived, failure -> loop.execute(this::stillThere));
        if (endPoint instanceof SslConnection.SslEndPoint secured) {
            secured.getSslConnection().addHandshakeListener(new SslHandshakeListener() {
                @Override
                public void handshakeSucceeded(Event event) {
                    started = true;
                }
            });
        }
    }

    SelectorLoop loop() {
        return loop;
    }

    /**
     * How long the current request has been running since its first byte, in nanoseconds; 0 without a request. A TLS
     * handshake counts, and so do empty lines and parts of a record before a request. Any thread may call it.
     */
    long requestNanos() {
        long since = requestSince;
        return since == 0 ? 0 : System.nanoTime() - since;
    }

    @Override
    protected HttpGenerator newHttpGenerator() {
        return new HeadGenerator();
    }

    @Override
    protected RequestHandler newRequestHandler() {
        return new RequestHandler() {
            @Override
            public void messageBegin() {
                super.messageBegin();
                if (started) { // The request before this one is over.
                    begin();
                }
            }

            @Override
            public void startRequest(String method, String uri, HttpVersion version) {
                started = true;
                boolean changed = uri.indexOf(REPLACED) >= 0;
                super.startRequest(method, changed ? ((CallerParser) getParser()).encodedTarget() : uri, version);
            }

            @Override
            public void parsedHeader(HttpField field) {
                if (field.getHeader() == HttpHeader.TRANSFER_ENCODING && getHttpVersion() == HttpVersion.HTTP_1_0) {
                    throw new HttpException.RuntimeException(
                            HttpStatus.BAD_REQUEST_400, "Transfer-Encoding in HTTP/1.0");
                }
                if (field.getHeader() != HttpHeader.UPGRADE) {
                    super.parsedHeader(field);
                }
            }
        };
    }

    @Override
    protected HttpParser newHttpParser(HttpCompliance compliance) {
        HttpConfiguration http = getHttpConfiguration();
        RequestHandler handler =
                (RequestHandler) super.newHttpParser(compliance).getHandler();
        HttpParser parser = new CallerParser(handler, http.getRequestHeaderSize(), compliance);
        parser.setHeaderCacheSize(http.getHeaderCacheSize());
        parser.setHeaderCacheCaseSensitive(http.isHeaderCacheCaseSensitive());
        return parser;
    }

    private void begin() {
        requestSince = System.nanoTime() | 1; // Never 0.
    }

    private void idle() {
        requestSince = 0;
        started = false;
    }

    /**
     * During a stop, Jetty may close a connection after a response that did not announce it. The next request on it can
     * get no response, so it must not reach the backend.
     */
    @Override
    public void onFillable() {
        if (getEndPoint().isOutputShutdown() && !getParser().isClosed()) {
            getEndPoint().close();
            getParser().close(); // Then Jetty parses nothing more, and returns its buffer.
        }
        if (requestSince == 0) {
            begin();
        }
        begun = 0;
        super.onFillable();
        if (started && getParser().isStart() && isRequestBufferEmpty()) {
            idle();
        }
    }

    /** Continues after a response that was not available at once. */
    @Override
    public void run() {
        if (kept == 0
                && isRequestBufferEmpty()
                && !getParser().isClosed()
                && getEndPoint().isOpen()) {
            idle();
            getEndPoint().fillInterested(nextRequest);
        } else {
            kept = 0;
            loop.execute(this::onFillable); // A server thread may have written the response.
        }
    }

    /**
     * Takes one of the calls of this turn of the loop. Jetty handles one request after the other as long as each is answered
     * at once, as refused calls are, and more have arrived.
     *
     * @return false if none is left: the call must begin in a later turn, so that others have theirs
     */
    boolean takeTurn() {
        return ++begun <= MOST_CALLS;
    }

    /** Runs {@code action} on the loop if the connection ends before {@link #unwatch}. The request has no body. */
    void watch(Runnable action) {
        gone = action;
        if (isRequestBufferEmpty() && !getParser().isClosed() && !getEndPoint().isFillInterested()) {
            getEndPoint().fillInterested(watcher);
        } // Otherwise the next request has already arrived, and the connection is read only up to it.
    }

    /** The response is known. */
    void unwatch() {
        gone = null;
        if (getEndPoint().isFillInterested() && getEndPoint() instanceof AbstractEndPoint endPoint) {
            endPoint.getFillInterest().fillable(); // Cancels the read interest; the selector keeps watching.
        }
    }

    /**
     * Drops what has arrived of a refused request's body.
     *
     * @return whether a part is still to come, so that no next request can follow
     */
    boolean hasUnreadBody() {
        Request request = getHttpChannel().getRequest();
        boolean more = request != null;
        for (int reads = 0; more && getParser().inContentState(); reads++) {
            Content.Chunk chunk = reads < MOST_READS || !isRequestBufferEmpty() ? request.read() : null;
            more = chunk != null && !Content.Chunk.isFailure(chunk);
            if (chunk != null) {
                chunk.release();
            }
        }
        return getParser().inContentState();
    }

    /** The response that waits for its caller to read, or null for none. */
    void pending(PendingWrites.@Nullable Write write) {
        pending = write;
    }

    /** A caller that reads slowly has the time that {@link RequestReaper} gives it, also during a stop. */
    @Override
    public boolean onIdleExpired(TimeoutException timeout) {
        PendingWrites.Write write = pending;
        return (write == null || write.isDone()) && super.onIdleExpired(timeout);
    }

    private void arrived() {
        if (gone != null) {
            loop.execute(this::readAhead);
        }
    }

    /** The caller sent something, or has closed. */
    private void readAhead() {
        if (gone == null) {
            return;
        }
        ByteBuffer buffer = loop.buffer();
        int room = getHttpConfiguration().getInputBufferSize() - kept;
        ByteBuffer read =
                buffer.limit(Math.min(room, buffer.capacity())).slice().limit(0);
        int filled;
        try {
            filled = getEndPoint().fill(read);
        } catch (IOException e) {
            filled = -1;
        }
        if (filled < 0) {
            hungUp();
            return;
        }
        if (kept == 0) {
            CallerParser.skipEmptyLines(read);
        }
        if (read.hasRemaining()) {
            kept += read.remaining();
            onUpgradeTo(read); // Jetty's term for bytes that were already read.
        }
        if (kept < getHttpConfiguration().getInputBufferSize()) {
            getEndPoint().fillInterested(watcher);
        }
    }

    /** The connection was closed. Or it expired as idle exactly when its call began; then watching continues. */
    private void stillThere() {
        if (gone != null && getEndPoint().isOpen() && !getEndPoint().isFillInterested()) {
            getEndPoint().fillInterested(watcher);
        } else if (!getEndPoint().isOpen()) {
            hungUp();
        }
    }

    private void hungUp() {
        Runnable action = gone;
        gone = null;
        if (action != null) {
            action.run();
        }
    }

    @Override
    public String toConnectionString() {
        return super.toConnectionString() + "[request " + TimeUnit.NANOSECONDS.toMillis(requestNanos()) + " ms]";
    }
}

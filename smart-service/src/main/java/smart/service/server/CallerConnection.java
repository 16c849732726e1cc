package smart.service.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpGenerator;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import smart.service.backend.client.loop.SelectorLoop;

/**
 * A caller's connection. It differs from Jetty's in three ways. It also reads during a call, to notice a caller that
 * hangs up. It does not look for a next request before the selector reports one. And it knows how long the current
 * request has been running.
 */
final class CallerConnection extends HttpConnection {
    private final SelectorLoop loop;
    private final Callback nextRequest = new NextRequest();
    private final Callback watcher = new Watcher();
    private @Nullable Runnable gone;
    private int kept; // bytes of the next request that arrived during a call
    private volatile long requestSince; // 0 for no request

    CallerConnection(HttpConfiguration configuration, Connector connector, EndPoint endPoint) {
        super(configuration, connector, endPoint);
        loop = CallerEndPoint.loop(endPoint);
    }

    SelectorLoop loop() {
        return loop;
    }

    /**
     * How long the current request has been running since its first byte, in nanoseconds; 0 without a request. Any
     * thread may call it.
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
                requestSince = System.nanoTime() | 1; // Never 0.
            }
        };
    }

    /**
     * During a stop, Jetty may close a connection after a response that did not announce it. The next request on it can
     * get no response, so it must not reach the backend.
     */
    @Override
    public void onFillable() {
        if (getEndPoint().isOutputShutdown() && !getParser().isClosed()) {
            getEndPoint().close();
            return;
        }
        super.onFillable();
        if (getParser().isStart() && isRequestBufferEmpty()) {
            requestSince = 0;
        }
    }

    /** Continues after a response that was not available at once. */
    @Override
    public void run() {
        if (kept == 0
                && isRequestBufferEmpty()
                && !getParser().isClosed()
                && getEndPoint().isOpen()) {
            requestSince = 0;
            getEndPoint().fillInterested(nextRequest);
        } else {
            kept = 0;
            onFillable();
        }
    }

    /** Runs {@code action} on the loop if the connection ends before {@link #unwatch}. */
    void watch(Runnable action) {
        if (isRequestBufferEmpty() && !getParser().isClosed() && !getEndPoint().isFillInterested()) {
            gone = action;
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
        if (filled > 0) {
            kept += filled;
            onUpgradeTo(read); // Jetty's term for bytes that were already read.
        }
        if (filled < room) {
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

    private final class NextRequest implements Callback {
        @Override
        public void succeeded() {
            loop.execute(CallerConnection.this::onFillable);
        }

        @Override
        public void failed(Throwable cause) {
            onFillInterestedFailed(cause);
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }

    private final class Watcher implements Callback {
        @Override
        public void succeeded() {
            if (gone != null) {
                loop.execute(CallerConnection.this::readAhead);
            }
        }

        @Override
        public void failed(Throwable cause) {
            loop.execute(CallerConnection.this::stillThere);
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }
}

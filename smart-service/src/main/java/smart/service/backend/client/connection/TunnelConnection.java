package smart.service.backend.client.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import smart.service.backend.BackendFailure.Broken;
import smart.service.backend.client.http.ResponseParser;
import smart.service.backend.client.loop.SelectorLoop;

/**
 * A connection to a proxy during a CONNECT (RFC 9110 section 9.3.6). A proxy's response is never relayed as the
 * backend's: a refusal fails the attempt.
 */
final class TunnelConnection extends AbstractConnection implements Exchange.Part {
    private final BackendEndPoint socket;
    private final String request;
    private final SelectorLoop loop;
    private final ConnectionPool pool;
    private final Exchange exchange;
    private final Runnable next;
    private final AtomicBoolean over = new AtomicBoolean();
    /**
     * Parsed like the response to a HEAD: a 2xx response to CONNECT has no body, and of other responses only the status
     * matters.
     */
    private final ResponseParser parser = new ResponseParser(true, 0);

    /**
     * @param request the CONNECT request
     * @param next continues on the same end point when the tunnel is open
     */
    TunnelConnection(
            EndPoint endPoint,
            BackendEndPoint socket,
            String request,
            SelectorLoop loop,
            ConnectionPool pool,
            Exchange exchange,
            Runnable next) {
        super(endPoint, loop::later);
        this.socket = socket;
        this.request = request;
        this.loop = loop;
        this.pool = pool;
        this.exchange = exchange;
        this.next = next;
    }

    void ask() {
        exchange.goesOnWith(this);
        try {
            connect();
        } catch (RuntimeException | Error bug) {
            exchange.failed(bug);
        }
    }

    private void connect() {
        if (!over.get()) {
            getEndPoint().fillInterested(new ReadCallback());
            getEndPoint()
                    .write(
                            Callback.from(Callback.NOOP::succeeded, this::failed),
                            ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1)));
        }
    }

    @Override
    public void onFillable() {
        ByteBuffer buffer = loop.buffer();
        try {
            int filled = getEndPoint().fill(buffer);
            if (filled < 0) {
                failed(new IOException("the proxy closed the connection"));
                return;
            }
            int start = buffer.arrayOffset() + buffer.position();
            int end = buffer.arrayOffset() + buffer.limit();
            int taken = parser.parse(buffer.array(), start, end);
            if (!parser.isComplete()) {
                getEndPoint().fillInterested(new ReadCallback());
            } else if (parser.status() / 100 != 2) {
                failed(new IOException("the proxy refused the tunnel with " + parser.status()));
            } else if (taken != end) {
                failed(new IOException("the proxy sent data before the tunnel was used"));
            } else if (over.compareAndSet(false, true)) {
                goOn();
            }
        } catch (IOException | Broken e) {
            failed(e);
        }
    }

    private void goOn() {
        try {
            next.run();
        } catch (RuntimeException bug) {
            closeSocket();
            pool.closed();
            exchange.failed((Throwable) bug);
        }
    }

    private void failed(Throwable cause) {
        if (over.compareAndSet(false, true)) {
            closeSocket();
            pool.closed();
            Broken failure = Refusals.of(cause);
            loop.execute(() -> exchange.failed(failure, false));
        }
    }

    @Override
    public void abort() {
        if (over.compareAndSet(false, true)) {
            closeSocket();
            pool.closed();
        }
    }

    private void closeSocket() {
        getEndPoint().close();
        socket.close();
    }

    private final class ReadCallback implements Callback {
        @Override
        public void succeeded() {
            loop.execute(TunnelConnection.this::onFillable);
        }

        @Override
        public void failed(Throwable cause) {
            TunnelConnection.this.failed(cause);
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }
}

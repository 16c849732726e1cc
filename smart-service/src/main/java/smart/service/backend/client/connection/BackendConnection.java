package smart.service.backend.client.connection;

import static org.eclipse.jetty.util.thread.Invocable.InvocationType.NON_BLOCKING;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import smart.service.backend.BackendFailure;
import smart.service.backend.BackendFailure.Broken;
import smart.service.backend.BackendFailure.Kind;
import smart.service.backend.address.BackendAddress;
import smart.service.backend.client.http.ResponseParser;
import smart.service.backend.client.loop.SelectorLoop;

/**
 * An HTTP/1.1 connection to the backend. It serves one exchange at a time, and no bytes are left for the next one. It
 * is also read while it is idle: bytes that arrive then belong to no request (RFC 9112 section 9.2), and close the
 * connection.
 *
 * <p>Used by its loop's thread; any thread may call {@link #close} and {@link #abort}.
 */
final class BackendConnection extends AbstractConnection implements Exchange.Part {
    /**
     * A connection that the backend closed while it was idle says so a round trip after the request; this has room for one
     * lost packet.
     */
    private static final long LONGEST_ROUND_TRIP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SelectorLoop loop;
    private final ConnectionPool pool;
    private final Wire wire;
    private final ConnectionSettings settings;
    private final long createdAt = System.nanoTime();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Callback readable = Callback.from(NON_BLOCKING, this::arrived, this::onSocketClosed);
    private final Callback written = Callback.from(NON_BLOCKING, this::onWritten, this::onWriteFailed);
    private @Nullable Exchange exchange;
    private @Nullable ResponseParser parser;
    private boolean reused;
    private boolean writing;
    private long sentAt;
    private long received; // since the request was sent, in bytes
    private volatile long expiresAt;

    /** @param endPoint reads and writes {@code socket}, or TLS on it */
    BackendConnection(
            EndPoint endPoint,
            BackendEndPoint socket,
            SelectorLoop loop,
            ConnectionPool pool,
            ConnectionSettings settings) {
        super(endPoint, loop::later);
        this.wire = Wire.of(endPoint, socket);
        this.loop = loop;
        this.pool = pool;
        this.settings = settings;
    }

    BackendAddress address() {
        return wire.socket().address();
    }

    /** Sends a request, and reads the response. */
    void send(Exchange next) {
        try {
            begin(next);
        } catch (RuntimeException | Error bug) {
            end();
            next.failed(bug);
        }
    }

    private void begin(Exchange next) {
        exchange = next;
        parser = new ResponseParser(next.toHead(), settings.maxBody());
        received = 0;
        sentAt = System.nanoTime();
        next.goesOnWith(this);
        if (!getEndPoint().isFillInterested()) {
            getEndPoint().fillInterested(readable);
        }
        if (!closed.get()) {
            writing = true;
            getEndPoint().write(written, ByteBuffer.wrap(next.request()));
        }
    }

    /** Whether an idle connection can take a request: it has not expired, and no unexpected bytes have arrived. */
    boolean isUsable() {
        return untilExpiry() > 0 && !closed.get() && wire.isSilent(loop.buffer()) && !closed.get();
    }

    /** How long an idle connection may still be used, in nanoseconds. */
    long untilExpiry() {
        return expiresAt - System.nanoTime();
    }

    private void arrived() {
        loop.execute(this::onFillable);
    }

    @Override
    public void onFillable() {
        ByteBuffer buffer = loop.buffer();
        while (!closed.get()) {
            int filled;
            try {
                buffer.clear().limit(0);
                filled = getEndPoint().fill(buffer);
            } catch (IOException e) {
                endedBy(e);
                return;
            }
            if (filled < 0) {
                ended();
                return;
            }
            if (filled == 0 && (exchange != null || !wire.isWithinRecord())) {
                getEndPoint().fillInterested(readable);
                return;
            }
            if (exchange == null) {
                pool.remove(loop, this);
                close();
                return;
            }
            boolean drained = filled < buffer.capacity();
            if (received(exchange, buffer)) {
                return;
            }
            if (drained) {
                getEndPoint().fillInterested(readable);
                return;
            }
        }
    }

    /** Whether this call ended the exchange. */
    private boolean received(Exchange current, ByteBuffer buffer) {
        ResponseParser reading = parser();
        received += buffer.remaining();
        try {
            int start = buffer.arrayOffset() + buffer.position();
            int end = buffer.arrayOffset() + buffer.limit();
            int taken = reading.parse(buffer.array(), start, end);
            if (!reading.isComplete()) {
                checkReceived(reading);
                return false;
            }
            complete(current, reading, taken == end);
        } catch (Broken failure) {
            end();
            current.failed(failure, false);
        }
        return true;
    }

    /** The deadline would end the call too, but much later. */
    private void checkReceived(ResponseParser reading) throws Broken {
        long most = settings.maxReceived();
        if (received > most) {
            throw new Broken(Kind.MALFORMED, reading.status(), "more than " + most + " bytes for one response", null);
        }
    }

    /** @param clean whether no bytes came after the response */
    private void complete(Exchange current, ResponseParser reading, boolean clean) {
        exchange = null;
        parser = null;
        long keepAlive = settings.keepAliveNanos(reading.head());
        boolean kept = clean && !writing && keepAlive > 0; // A backend may respond before it has read the request.
        if (kept && !closed.get()) {
            reused = true;
            long now = System.nanoTime();
            expiresAt = now + Math.min(keepAlive, settings.timeToLiveNanos() - (now - createdAt));
            getEndPoint().fillInterested(readable);
            pool.release(loop, this);
        } else {
            close();
        }
        current.completed(reading.response());
    }

    private void ended() {
        IOException reset = wire.socket().failure();
        if (reset != null) {
            failed(reset);
            return;
        }
        Exchange current = exchange;
        if (current == null) {
            pool.remove(loop, this);
            close();
            return;
        }
        ResponseParser reading = parser();
        try {
            boolean whole = reading.end();
            if (whole && wire.isEndProven()) {
                complete(current, reading, false);
                return;
            }
            boolean stale = isStale();
            end();
            current.failed(
                    whole ? reading.truncated() : new Broken(Kind.RESET, 0, "the connection was closed", null), stale);
        } catch (Broken failure) {
            end();
            current.failed(failure, false);
        }
    }

    /** TLS closes a socket whose stream has ended, so that the end may be seen as a closed channel, too. */
    private void endedBy(Throwable cause) {
        if (cause instanceof ClosedChannelException) {
            ended();
        } else {
            failed(cause);
        }
    }

    /** Reading or writing failed. */
    private void failed(Throwable cause) {
        Exchange current = exchange;
        ResponseParser reading = parser;
        boolean stale = isStale();
        if (current == null) {
            pool.remove(loop, this);
        }
        end();
        if (current == null || reading == null) {
            return;
        }
        boolean refused = cause instanceof SSLException && !reused && received == 0;
        current.failed(
                refused
                        ? Refusals.of(cause)
                        : new Broken(Kind.RESET, reading.status(), BackendFailure.words(cause), cause),
                stale);
    }

    private boolean isStale() {
        return reused && received == 0 && System.nanoTime() - sentAt < LONGEST_ROUND_TRIP_NANOS;
    }

    private ResponseParser parser() {
        return Objects.requireNonNull(parser);
    }

    private void end() {
        exchange = null;
        parser = null;
        close();
    }

    @Override
    public void abort() {
        close();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            wire.close();
            pool.closed();
        }
    }

    private void onWritten() {
        writing = false;
    }

    private void onWriteFailed(Throwable cause) {
        onSocketClosed(cause.getCause() instanceof IOException io ? io : cause); // Jetty's own wraps the reason.
    }

    /** The connection's socket was closed, by either side. */
    private void onSocketClosed(Throwable cause) {
        if (!closed.get()) {
            IOException reset = wire.socket().failure();
            loop.execute(() -> endedBy(reset == null ? cause : reset));
        }
    }
}

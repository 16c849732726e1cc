package smart.bench.load.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.ConnectException;
import java.util.SplittableRandom;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One connection slot: carries one request at a time, and connects again by itself when the target closed the
 * connection. Confined to its event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // The future is ignored: handlers and deadlines report everything
public final class Connection {

    /** Called on the event loop once per request, when it is over. It may send the next one at once. */
    public interface Listener {
        void done(Connection connection, boolean measured, RequestOutcome outcome, int status, long start, long end);
    }

    private final Lane lane;
    private final TargetChannel wire;
    private final Bootstrap bootstrap;

    private @Nullable Channel channel;
    private boolean ready;
    private @Nullable Listener listener;
    private boolean surplus;
    private boolean measured;
    private long start;
    private long sent;
    private @Nullable RequestBytes request;
    private @Nullable Trace trace;
    private final SplittableRandom random = new SplittableRandom();
    private String failure = "";
    private int failuresInARow;

    Connection(Lane lane, TargetChannel wire, Bootstrap bootstrap) {
        this.lane = lane;
        this.wire = wire;
        this.bootstrap = bootstrap.clone().group(lane.loop()).handler(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel ch) {
                wire.initialize(ch, new ResponseReader(Connection.this, wire.expectation()));
            }
        });
    }

    public Lane lane() {
        return lane;
    }

    /** The trace of the current or last request; null without tracing. */
    public @Nullable Trace trace() {
        return trace;
    }

    public boolean isBusy() {
        return listener != null;
    }

    /**
     * Opens the connection ahead of its first request. May be called from any thread. Who no longer waits for it may
     * cancel the future.
     */
    public Future<Void> open() {
        EventLoop loop = lane.loop();
        Promise<Void> opened = loop.newPromise();
        loop.execute(() -> {
            if (isOpen()) {
                opened.trySuccess(null);
                return;
            }
            connect(0, failure -> {
                if (failure == null) {
                    opened.trySuccess(null);
                } else {
                    opened.tryFailure(failure);
                }
            });
        });
        return opened;
    }

    /**
     * Sends the request now.
     *
     * @param start the intended start, on {@link System#nanoTime}; its response time counts from there
     * @param now the current time; its timeout counts from here
     */
    public void send(long start, long now, boolean measured, Listener listener) {
        this.start = start;
        this.sent = now;
        this.measured = measured;
        this.listener = listener;
        this.request = wire.next(random);
        this.trace = wire.isTraced() ? Trace.random(random) : null;
        if (surplus) {
            surplus = false;
            finish(RequestOutcome.MALFORMED, 0);
        } else if (isOpen()) {
            write();
        } else {
            connect(0, failure -> {
                if (failure == null) {
                    write();
                } else {
                    finish(causeOf(failure), 0);
                }
            });
        }
    }

    /** Ends the request if it has taken longer than the timeout. */
    void expire(long now) {
        if (isBusy() && isLate(now)) {
            abort(RequestOutcome.TIMEOUT);
        }
    }

    private boolean isLate(long now) {
        return now - sent >= wire.timeoutNanos();
    }

    /** Ends the request and closes the connection, so that a late response can't be taken for the next one. */
    public void abort(RequestOutcome outcome) {
        close();
        finish(outcome, 0);
    }

    public void close() {
        Channel closing = channel;
        channel = null;
        // A channel that could not be created, for lack of a file descriptor, can't be closed.
        if (closing != null && closing.isOpen()) {
            closing.close();
        }
    }

    /** The response is complete. If that took longer than the timeout, it only came before {@link #expire} looked. */
    void responded(RequestOutcome outcome, int status, boolean keepAlive, long end) {
        boolean late = isLate(end);
        if (late || !keepAlive || wire.closes()) {
            close();
        }
        if (late) {
            finish(RequestOutcome.TIMEOUT, 0, end);
        } else {
            finish(outcome, status, end);
        }
    }

    /**
     * A response came before the next request was written. That request would take it for its own, so it is malformed, and
     * is not sent.
     */
    void surplus() {
        close();
        surplus = true;
    }

    /** Whether the current request is a HEAD. */
    boolean isHead() {
        return request != null && request.isHead();
    }

    /** The connection ended, or sent no valid response. */
    void broken(Channel ended, RequestOutcome outcome) {
        if (ended == channel && ready) {
            abort(outcome);
        }
    }

    boolean isCurrent(Channel other) {
        return other == channel;
    }

    private boolean isOpen() {
        return ready && channel != null && channel.isActive();
    }

    private void write() {
        Channel open = channel;
        if (open != null && request != null) {
            open.writeAndFlush(request.bytes(trace), open.voidPromise());
        }
    }

    private interface Connected {
        void with(@Nullable Throwable failure);
    }

    private void connect(int address, Connected then) {
        ChannelFuture connecting = bootstrap.connect(wire.address(address));
        Channel attempt = connecting.channel();
        channel = attempt;
        ready = false;
        connecting.addListener(done -> onLoop(() -> {
            Future<?> secured = done.isSuccess() ? wire.secured(attempt) : null;
            if (secured == null) {
                connected(attempt, address, done.cause(), then);
            } else {
                secured.addListener(handshake -> connected(attempt, address, handshake.cause(), then));
            }
        }));
    }

    /** Netty reports a channel that could not be created on another thread. */
    private void onLoop(Runnable task) {
        if (lane.loop().inEventLoop()) {
            task.run();
        } else {
            lane.loop().execute(task);
        }
    }

    private void connected(Channel attempt, int address, @Nullable Throwable failure, Connected then) {
        if (attempt != channel) {
            return; // given up meanwhile
        }
        if (failure == null) {
            ready = true;
            failuresInARow = 0;
            then.with(null);
        } else if (address + 1 < wire.addresses()) {
            connect(address + 1, then);
        } else {
            close();
            failuresInARow++;
            this.failure = words(failure);
            then.with(failure);
        }
    }

    private void finish(RequestOutcome outcome, int status) {
        finish(outcome, status, System.nanoTime());
    }

    private void finish(RequestOutcome outcome, int status, long end) {
        Listener told = listener;
        if (told != null) {
            listener = null;
            told.done(this, measured, outcome, status, start, end);
        }
    }

    /** Why the connection could not be opened the last time, in words. */
    public String failure() {
        return failure;
    }

    /** How often in a row it could not be opened. */
    public int failuresInARow() {
        return failuresInARow;
    }

    /** The message of an exception, without the address that Netty adds. */
    public static String words(Throwable failure) {
        String message = failure.getClass().getSimpleName();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            message = cause.getMessage() == null ? message : cause.getMessage();
        }
        return message.replaceFirst(": (localhost)?/[^ ]*:\\d+$", "")
                .replaceFirst("^.*failed with error\\(-?\\d+\\): ", "");
    }

    private static RequestOutcome causeOf(Throwable failure) {
        if (failure instanceof ConnectTimeoutException || failure instanceof SslHandshakeTimeoutException) {
            return RequestOutcome.TIMEOUT;
        }
        if (failure instanceof ConnectException) {
            return RequestOutcome.REFUSED;
        }
        return failure instanceof SSLException ? RequestOutcome.TLS : RequestOutcome.UNREACHABLE;
    }
}

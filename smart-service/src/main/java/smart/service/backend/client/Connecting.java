package smart.service.backend.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.ManagedSelector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smart.service.backend.BackendFailure.Broken;
import smart.service.backend.BackendFailure.Kind;
import smart.service.backend.EventLoop.Timer;

/**
 * Opens a connection for an exchange: one address after the other, each for the connection timeout at most. On the loop's
 * thread; {@link #abort} may be called by any.
 */
final class Connecting implements ManagedSelector.Selectable, Exchange.Part {
    private static final Logger LOG = LoggerFactory.getLogger(Connecting.class);

    private final Exchange exchange;
    private final ConnectionPool pool;
    private final Factory factory;
    private final InetAddress[] addresses;
    private final AtomicBoolean over = new AtomicBoolean();
    private int next;
    private volatile @Nullable SocketChannel channel;
    private @Nullable SelectionKey key;
    private @Nullable Timer timer;

    /**
     * Opens connections.
     *
     * @param route where to
     * @param addresses of the route's host
     * @param handshake what comes between the socket and the first request
     * @param timeoutMillis how long a connect may take; 0 for as long as the system lets it
     */
    record Factory(Route route, BackendAddresses addresses, Handshake handshake, long timeoutMillis) {

        /** Opens a connection, for which there is room in the pool, and sends the exchange over it. */
        void connect(Exchange exchange, ConnectionPool pool) {
            InetAddress[] known;
            try {
                known = addresses.known();
            } catch (UnknownHostException e) {
                pool.closed();
                exchange.failed(new Broken(Kind.REFUSED, 0, "unknown host", e), false);
                return;
            }
            Connecting connecting = new Connecting(exchange, pool, this, known);
            exchange.goesOnWith(connecting);
            connecting.tryNext();
        }
    }

    private Connecting(Exchange exchange, ConnectionPool pool, Factory factory, InetAddress[] addresses) {
        this.exchange = exchange;
        this.pool = pool;
        this.factory = factory;
        this.addresses = addresses;
    }

    private void tryNext() {
        if (over.get()) {
            return;
        }
        SelectorLoop loop = exchange.loop();
        InetAddress address = addresses[next++];
        try {
            SocketChannel opened = SocketChannel.open();
            channel = opened;
            opened.configureBlocking(false);
            opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (factory.timeoutMillis() > 0) {
                timer = loop.schedule(this::timedOut, TimeUnit.MILLISECONDS.toNanos(factory.timeoutMillis()));
            }
            boolean connected = opened.connect(
                    new InetSocketAddress(address, factory.route().port()));
            key = opened.register(loop.selector(), connected ? 0 : SelectionKey.OP_CONNECT, this);
            if (connected) {
                connected(opened);
            }
        } catch (IOException | RuntimeException e) {
            failed(e);
        }
        if (over.get()) { // Aborted by another thread in the meantime.
            closeChannel();
        }
    }

    @Override
    public @Nullable Runnable onSelected() {
        SocketChannel connecting = channel;
        try {
            if (connecting != null && connecting.finishConnect()) {
                connected(connecting);
            }
        } catch (IOException | RuntimeException e) {
            failed(e);
        }
        return null;
    }

    private void connected(SocketChannel connected) throws IOException {
        cancelTimer();
        SelectionKey selected = Objects.requireNonNull(key);
        selected.interestOps(0);
        if (over.compareAndSet(false, true)) {
            SelectorLoop loop = exchange.loop();
            BackendEndPoint socket = new BackendEndPoint(
                    connected, loop, selected, factory.handshake().scheduler());
            selected.attach(socket);
            try {
                factory.handshake().begin(socket, factory.route(), loop, pool, exchange);
            } catch (RuntimeException bug) {
                closeChannel();
                pool.closed();
                exchange.failed((Throwable) bug);
            }
        }
    }

    private void timedOut() {
        timer = null;
        closeChannel();
        goOn(new Broken(Kind.TIMEOUT, "no connection within " + factory.timeoutMillis() + " ms"));
    }

    private void failed(Exception cause) {
        cancelTimer();
        closeChannel();
        if (cause instanceof RuntimeException && !(cause instanceof java.nio.channels.UnresolvedAddressException)) {
            if (over.compareAndSet(false, true)) {
                pool.closed();
                exchange.failed((Throwable) cause);
            }
            return;
        }
        String detail = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        goOn(new Broken(Kind.REFUSED, 0, detail, cause));
    }

    private void goOn(Broken failure) {
        if (next < addresses.length) {
            tryNext();
        } else if (over.compareAndSet(false, true)) {
            pool.closed();
            exchange.failed(failure, false);
        }
    }

    @Override
    public void abort() {
        if (over.compareAndSet(false, true)) {
            closeChannel();
            pool.closed();
            exchange.loop().execute(this::cancelTimer);
        }
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private void closeChannel() {
        SocketChannel opened = channel;
        if (opened != null) {
            try {
                opened.close();
            } catch (IOException e) {
                // It is closed all the same.
                LOG.debug("close", e);
            }
        }
    }

    @Override
    public void updateKey() {
        // What it waits for changes when it is selected.
    }

    @Override
    public void replaceKey(SelectionKey newKey) {
        key = newKey;
    }
}

package smart.service.backend.client.connection;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smart.service.backend.BackendFailure.Broken;
import smart.service.backend.BackendFailure.NoConnection;
import smart.service.backend.EventLoop.Timer;
import smart.service.backend.address.AddressUse;
import smart.service.backend.client.loop.SelectorLoop;

/** Connects a socket to one address. Runs on the loop's thread; any thread may call {@link #close}. */
final class ConnectAttempt implements ManagedSelector.Selectable {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectAttempt.class);

    private final AddressUse use;
    private final SelectorLoop loop;
    private final Listener listener;
    private volatile @Nullable SocketChannel channel;
    private volatile boolean closed;
    private @Nullable SelectionKey key;
    private @Nullable Timer timer;

    /** Is called once with the result; never if the attempt was closed. */
    interface Listener {
        void connected(ConnectAttempt attempt);

        void failed(ConnectAttempt attempt, Broken failure);

        void failed(RuntimeException bug);
    }

    ConnectAttempt(AddressUse use, SelectorLoop loop, Listener listener) {
        this.use = use;
        this.loop = loop;
        this.listener = listener;
    }

    AddressUse use() {
        return use;
    }

    /** @param timeoutMillis the timeout; 0 for the operating system's */
    void start(int port, long timeoutMillis) {
        try {
            SocketChannel opened = open();
            channel = opened;
            opened.configureBlocking(false);
            opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (timeoutMillis > 0) {
                timer = loop.schedule(() -> timedOut(timeoutMillis), TimeUnit.MILLISECONDS.toNanos(timeoutMillis));
            }
            boolean there = opened.connect(new InetSocketAddress(use.address().inet(), port));
            key = opened.register(loop.selector(), there ? 0 : SelectionKey.OP_CONNECT, this);
            if (there) {
                connected();
            }
        } catch (Broken noSocket) {
            failed(noSocket);
        } catch (IOException | UnresolvedAddressException e) {
            failed(Refusals.of(e));
        } catch (RuntimeException bug) {
            failed(bug);
        }
        if (closed) { // By another thread in the meantime.
            close();
        }
    }

    /** Says nothing about the address, unlike all that may fail afterwards. */
    private static SocketChannel open() throws Broken {
        try {
            return SocketChannel.open();
        } catch (IOException e) {
            throw Refusals.noSocket(e);
        }
    }

    @Override
    public @Nullable Runnable onSelected() {
        SocketChannel connecting = channel;
        try {
            if (connecting != null && connecting.finishConnect()) {
                connected();
            }
        } catch (IOException e) {
            failed(Refusals.of(e));
        } catch (RuntimeException bug) {
            failed(bug);
        }
        return null;
    }

    private void connected() {
        cancelTimer();
        Objects.requireNonNull(key).interestOps(0);
        listener.connected(this);
    }

    /** The connected socket. The caller must close it. */
    BackendEndPoint endPoint(Scheduler scheduler) {
        SelectionKey selected = Objects.requireNonNull(key);
        BackendEndPoint socket =
                new BackendEndPoint(Objects.requireNonNull(channel), loop, selected, scheduler, use.address());
        selected.attach(socket);
        return socket;
    }

    private void timedOut(long millis) {
        timer = null;
        failed(new Broken(NoConnection.NOT_IN_TIME, "no connection within " + millis + " ms", null));
    }

    private void failed(RuntimeException bug) {
        if (!closed) {
            close();
            listener.failed(bug);
        }
    }

    private void failed(Broken failure) {
        if (!closed) {
            close();
            listener.failed(this, failure);
        }
    }

    /** Ends it. May be called by any thread, and more than once. */
    void close() {
        closed = true;
        SocketChannel opened = channel;
        if (opened != null) {
            try {
                opened.close();
            } catch (IOException e) {
                // It is closed all the same.
                LOG.debug("close", e);
            }
        }
        loop.execute(this::cancelTimer);
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    @Override
    public void updateKey() {
        // Jetty reads the new interest when the key is selected.
    }

    @Override
    public void replaceKey(SelectionKey newKey) {
        key = newKey;
    }
}

package smart.service.backend.client.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import smart.service.backend.BackendFailure.Broken;
import smart.service.backend.BackendFailure.NoConnection;
import smart.service.backend.EventLoop.Timer;
import smart.service.backend.address.AddressBook;
import smart.service.backend.address.AddressUse;
import smart.service.backend.address.BackendAddress;
import smart.service.backend.address.Family;
import smart.service.backend.address.SlowConnects;
import smart.service.backend.client.loop.SelectorLoop;

/**
 * Opens a connection for an exchange. It tries one address after the other, each for at most the connection timeout. If
 * the first one is not ready after a short head start, it also connects over the other IP version, and uses the
 * connection that is ready first (RFC 8305). Runs on the loop's thread; any thread may call {@link #abort}.
 */
public final class Connecting implements Exchange.Part, ConnectAttempt.Listener {
    private final Exchange exchange;
    private final ConnectionPool pool;
    private final Factory factory;
    private final List<BackendAddress> tried = new ArrayList<>(2);
    private final List<ConnectAttempt> running = new CopyOnWriteArrayList<>(); // at most two
    private final AtomicBoolean over = new AtomicBoolean();
    private @Nullable Timer headStart;

    /**
     * Opens connections.
     *
     * @param route the destination
     * @param addresses of the route's host
     * @param handshake the steps between the socket and the first request
     * @param timeoutMillis the timeout of a connect; 0 for the operating system's
     */
    public record Factory(Route route, AddressBook addresses, Handshake handshake, long timeoutMillis) {

        /** Opens a connection, for which the pool has room, and sends the exchange over it. */
        void connect(Exchange exchange, AddressUse use, ConnectionPool pool) {
            Connecting connecting = new Connecting(exchange, pool, this);
            exchange.goesOnWith(connecting);
            connecting.start(use);
        }
    }

    private Connecting(Exchange exchange, ConnectionPool pool, Factory factory) {
        this.exchange = exchange;
        this.pool = pool;
        this.factory = factory;
    }

    private void start(AddressUse use) {
        tried.add(use.address());
        ConnectAttempt attempt = new ConnectAttempt(use, exchange.loop(), this);
        running.add(attempt);
        if (over.get()) { // Aborted by another thread in the meantime.
            closeAll();
            return;
        }
        if (running.size() == 1 && headStart == null && factory.addresses().hasTwoFamilies()) {
            SelectorLoop loop = exchange.loop();
            // Not at once: if the process was paused, the selector may already have the connection.
            headStart = loop.schedule(
                    () -> loop.later(this::race), TimeUnit.MILLISECONDS.toNanos(SlowConnects.HEAD_START_MILLIS));
        }
        attempt.start(factory.route().port(), factory.timeoutMillis());
    }

    /** The head start is over: the other version of IP may be faster. */
    private void race() {
        headStart = null;
        if (over.get() || running.size() != 1) {
            return;
        }
        Family other = running.get(0).use().address().family().other();
        AddressUse use = factory.addresses().chooseAnother(exchange.used(), tried, other);
        if (use != null) {
            start(use);
        }
    }

    @Override
    public void connected(ConnectAttempt winner) {
        if (!over.compareAndSet(false, true)) {
            winner.close();
            return;
        }
        cancelHeadStart();
        ConnectAttempt first = running.get(0);
        if (winner != first) {
            factory.addresses().wasSlow(first.use().address());
            exchange.uses(winner.use());
        }
        factory.addresses().connected(winner.use().address());
        for (ConnectAttempt loser : running) {
            if (loser == winner) {
                continue;
            }
            loser.close();
            if (loser == first) {
                loser.use().outrun();
            } else {
                loser.use().giveBack();
            }
        }
        SelectorLoop loop = exchange.loop();
        try {
            BackendEndPoint socket = winner.endPoint(factory.handshake().scheduler());
            factory.handshake().begin(socket, factory.route(), loop, pool, exchange);
        } catch (RuntimeException | Error bug) {
            winner.close();
            pool.closed();
            exchange.failed(bug);
        }
    }

    @Override
    public void failed(ConnectAttempt attempt, Broken failure) {
        running.remove(attempt);
        if (over.get()) {
            return;
        }
        boolean noSocket = failure.noConnection() == NoConnection.NO_SOCKET; // Nor is there one for another address.
        AddressUse next = null;
        if (!running.isEmpty()) {
            next = running.get(0).use();
        } else if (!noSocket) {
            next = factory.addresses().chooseAnother(exchange.used(), tried, null);
        }
        if (next == null) {
            end();
            exchange.failed(failure, false);
            return;
        }
        if (noSocket) {
            attempt.use().giveBack();
        } else {
            attempt.use().movedOn();
        }
        exchange.uses(next);
        if (running.isEmpty()) {
            start(next);
        }
    }

    @Override
    public void failed(RuntimeException bug) {
        if (end()) {
            closeAll();
            exchange.failed((Throwable) bug);
        }
    }

    /** Whether this call ended it, so that no connection follows. */
    private boolean end() {
        if (!over.compareAndSet(false, true)) {
            return false;
        }
        pool.closed();
        exchange.loop().execute(this::cancelHeadStart);
        return true;
    }

    @Override
    public void abort() {
        if (end()) {
            closeAll();
        }
    }

    /** The exchange reports the result of the first one. The other one has none, which its trial must know. */
    private void closeAll() {
        List<ConnectAttempt> all = List.copyOf(running);
        for (int i = 0; i < all.size(); i++) {
            all.get(i).close();
            if (i == 0) {
                all.get(i).use().release();
            } else {
                all.get(i).use().giveBack();
            }
        }
    }

    private void cancelHeadStart() {
        if (headStart != null) {
            headStart.cancel();
            headStart = null;
        }
    }
}

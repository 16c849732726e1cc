package smart.service.backend.client.connection;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import smart.service.backend.BackendFailure.Broken;
import smart.service.backend.BackendFailure.NoConnection;
import smart.service.backend.EventLoop.Timer;
import smart.service.backend.address.AddressBook;
import smart.service.backend.address.AddressUse;
import smart.service.backend.address.BackendAddress;
import smart.service.backend.client.loop.SelectorLoop;
import smart.service.backend.client.settings.BackendClientConfiguration;

/**
 * The connection pool. Each loop has its own idle connections; their total number is bounded. Safe for use by many
 * threads.
 */
public final class ConnectionPool {
    private final BackendClientConfiguration configuration;
    private final AddressBook addresses;
    private final Connecting.Factory connects;
    private final Logger log;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<SelectorLoop, IdleConnections> idle = new ConcurrentHashMap<>();
    private final Queue<Exchange> pending = new ConcurrentLinkedQueue<>();
    private final AtomicInteger turn = new AtomicInteger(); // with which other loop a search for an idle one begins
    private volatile int max;
    private volatile boolean closed;

    /**
     * @param max the most connections
     * @param connects opens connections
     * @param log gets a line at DEBUG for each connection that is opened or closed
     */
    public ConnectionPool(BackendClientConfiguration configuration, int max, Connecting.Factory connects, Logger log) {
        this.configuration = configuration;
        this.max = max;
        this.addresses = connects.addresses();
        this.connects = connects;
        this.log = log;
        addresses.onLeft(left -> idle.values().forEach(connections -> connections.closeAll(left)));
    }

    /** Registers the gauges {@code smart.backend.connections.<use>}. */
    public ConnectionPool measuredBy(MetricRegistry metrics) {
        gauge(metrics, "leased", Usage::leased);
        gauge(metrics, "idle", Usage::idle);
        gauge(metrics, "pending", Usage::pending);
        gauge(metrics, "max", Usage::max);
        return this;
    }

    private void gauge(MetricRegistry metrics, String use, ToIntFunction<Usage> value) {
        metrics.registerGauge("smart.backend.connections." + use, (Gauge<Integer>) () -> value.applyAsInt(usage()));
    }

    /**
     * The use of the connections.
     *
     * @param leased connections in use or being opened
     * @param idle open connections that are not in use
     * @param pending attempts that wait for a connection
     * @param max the most connections
     */
    public record Usage(int leased, int idle, int pending, int max) {}

    /** How the connections are used now. */
    public Usage usage() {
        int unused = idle.values().stream().mapToInt(IdleConnections::size).sum();
        return new Usage(Math.max(0, open.get() - unused), unused, pending.size(), max);
    }

    /** Whether the pool may have that many connections, for as many attempts in flight. */
    public boolean allows(int attempts) {
        return configuration.poolSize(attempts) >= attempts;
    }

    /** Raises the size to that many connections, unless it is configured. The size never shrinks. */
    public synchronized void grow(int attempts) {
        max = Math.max(max, configuration.poolSize(attempts));
    }

    /**
     * Sends the exchange to the chosen address, over an idle connection of its loop or a new one. Runs on the loop's
     * thread.
     */
    void lease(Exchange exchange) {
        AddressUse use = choose(exchange);
        if (use == null) {
            return;
        }
        BackendConnection connection = idle(exchange.loop()).take(use.address());
        if (connection == null) {
            connect(exchange, use);
        } else {
            exchange.uses(use);
            connection.send(exchange);
        }
    }

    /** Sends the exchange over a new connection, as soon as the pool has room. Runs on the loop's thread. */
    void connect(Exchange exchange) {
        AddressUse use = choose(exchange);
        if (use != null) {
            connect(exchange, use);
        }
    }

    /** Chooses an address for the exchange. Without one, the exchange fails. */
    private @Nullable AddressUse choose(Exchange exchange) {
        AddressUse use = addresses.choose(exchange.used());
        if (use == null) {
            exchange.failed(new Broken(NoConnection.UNKNOWN_HOST, "unknown host", null), false);
        }
        return use;
    }

    private void connect(Exchange exchange, AddressUse use) {
        if (isReserved() || (isAnIdleOneClosed(exchange.loop()) && isReserved())) {
            log.debug("a connection to the backend is opened, {} are open of {}", open, max);
            exchange.uses(use);
            connects.connect(exchange, use, this);
            return;
        }
        use.giveBack(); // The address is chosen again when there is room.
        Waiting waiting = new Waiting(exchange);
        pending.add(exchange);
        exchange.goesOnWith(waiting);
        if (open.get() < max
                || isAnyIdle()) { // A connection was freed in the meantime, before this exchange was waiting.
            serveNext();
        }
    }

    private boolean isAnyIdle() {
        return idle.values().stream().anyMatch(connections -> connections.size() > 0);
    }

    private boolean isReserved() {
        if (open.incrementAndGet() <= max) {
            return true;
        }
        open.decrementAndGet();
        return false;
    }

    /** Avoids a wait if all idle connections belong to other loops or addresses. The other loops take turns. */
    private boolean isAnIdleOneClosed(SelectorLoop own) {
        IdleConnections owns = idle(own);
        List<IdleConnections> others =
                idle.values().stream().filter(any -> any != owns).toList();
        int first = turn.getAndIncrement();
        for (int i = 0; i < others.size(); i++) {
            if (isOldestClosed(others.get(Math.floorMod(first + i, others.size())))) {
                return true;
            }
        }
        return isOldestClosed(owns);
    }

    private static boolean isOldestClosed(IdleConnections connections) {
        BackendConnection connection = connections.removeOldest();
        if (connection != null) {
            connection.close();
        }
        return connection != null;
    }

    /** A connection is now idle. Runs on the loop's thread. */
    void release(SelectorLoop loop, BackendConnection connection) {
        if (closed) {
            connection.close();
            return;
        }
        idle(loop).add(connection);
        if (!pending.isEmpty()) {
            serveNext();
        }
    }

    /** An idle connection ended. */
    void remove(SelectorLoop loop, BackendConnection connection) {
        idle(loop).remove(connection);
    }

    /** A connection was closed or could not be opened, so there is room for another. Call it once per connection. */
    void closed() {
        int left = open.decrementAndGet();
        log.debug("a connection to the backend is closed, {} are open of {}", left, max);
        if (!pending.isEmpty()) {
            serveNext();
        }
    }

    private void serveNext() {
        Exchange next = pending.poll();
        if (next != null) {
            next.loop().later(() -> {
                if (next.isEnded()) { // Aborted in the meantime: the free slot goes to the next one.
                    serveNext();
                } else {
                    next.lease();
                }
            });
        }
    }

    /** Closes the loop's idle connections to that address. */
    void closeIdle(SelectorLoop loop, BackendAddress address) {
        idle(loop).closeAll(address);
    }

    /** Closes all idle connections, now and from now on. */
    public void close() {
        closed = true;
        idle.values().forEach(IdleConnections::closeAll);
    }

    private IdleConnections idle(SelectorLoop loop) {
        IdleConnections known = idle.get(loop);
        return known == null ? idle.computeIfAbsent(loop, IdleConnections::new) : known;
    }

    /** An exchange that waits for a connection, at most for {@code jerseyClient.connectionRequestTimeout}. */
    private final class Waiting implements Exchange.Part {
        private final Exchange exchange;
        private final @Nullable Timer timer;

        Waiting(Exchange exchange) {
            this.exchange = exchange;
            long millis = configuration.getConnectionRequestTimeout().toMilliseconds();
            this.timer = exchange.loop().schedule(this::giveUp, TimeUnit.MILLISECONDS.toNanos(millis));
        }

        private void giveUp() {
            if (pending.remove(exchange)) {
                exchange.failed(new Broken(NoConnection.POOL_EXHAUSTED, "no pooled connection in time", null), false);
            }
        }

        @Override
        public void abort() {
            pending.remove(exchange);
            if (timer != null) {
                timer.cancel();
            }
        }
    }
}

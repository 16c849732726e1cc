package smart.service.backend.client.connection;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import smart.service.backend.EventLoop.Timer;
import smart.service.backend.address.BackendAddress;
import smart.service.backend.client.loop.SelectorLoop;

/**
 * The idle connections of one loop, by address. The most recently used one is reused first, so that surplus connections
 * expire. The loop's thread adds and takes; any thread may close.
 */
final class IdleConnections {
    /** The shortest time between two sweeps. */
    private static final long SHORTEST_SWEEP = TimeUnit.MILLISECONDS.toNanos(50);

    private final SelectorLoop loop;
    // All guarded by this.
    private final Map<BackendAddress, Deque<BackendConnection>> oldestFirst = new HashMap<>();
    private int size;
    private @Nullable Timer nextSweep;
    private long sweepAt; // the time of the next sweep

    IdleConnections(SelectorLoop loop) {
        this.loop = loop;
    }

    synchronized int size() {
        return size;
    }

    /** A usable connection to that address, or null if there is none. */
    @Nullable BackendConnection take(BackendAddress address) {
        while (true) {
            BackendConnection newest = pollNewest(address);
            if (newest == null || newest.isUsable()) {
                return newest;
            }
            newest.close();
        }
    }

    private synchronized @Nullable BackendConnection pollNewest(BackendAddress address) {
        Deque<BackendConnection> connections = oldestFirst.get(address);
        BackendConnection newest = connections == null ? null : connections.pollLast();
        size -= newest == null ? 0 : 1;
        return newest;
    }

    void add(BackendConnection connection) {
        long wait = connection.untilExpiry();
        BackendAddress address = connection.address();
        synchronized (this) {
            oldestFirst.computeIfAbsent(address, key -> new ArrayDeque<>()).addLast(connection);
            size++;
            sweepWithin(wait);
        }
        if (address.hasLeft()) { // In the meantime.
            closeAll(address);
        }
    }

    synchronized void remove(BackendConnection connection) {
        Deque<BackendConnection> connections = oldestFirst.get(connection.address());
        if (connections != null && connections.remove(connection)) {
            size--;
        }
    }

    /** Takes the connection that expires first, or null if there is none. */
    synchronized @Nullable BackendConnection removeOldest() {
        BackendConnection oldest = null;
        for (Deque<BackendConnection> connections : oldestFirst.values()) {
            BackendConnection first = connections.peekFirst();
            if (first != null && (oldest == null || first.untilExpiry() < oldest.untilExpiry())) {
                oldest = first;
            }
        }
        if (oldest != null) {
            remove(oldest);
        }
        return oldest;
    }

    void closeAll() {
        List<BackendConnection> all = new ArrayList<>();
        synchronized (this) {
            oldestFirst.values().forEach(all::addAll);
            oldestFirst.clear();
            size = 0;
        }
        all.forEach(BackendConnection::close);
    }

    /** Closes the connections to that address. */
    void closeAll(BackendAddress address) {
        Deque<BackendConnection> all;
        synchronized (this) {
            all = oldestFirst.remove(address);
            size -= all == null ? 0 : all.size();
        }
        if (all != null) {
            all.forEach(BackendConnection::close);
        }
    }

    /**
     * Schedules the next sweep, unless one is already due that soon: a connection that the backend keeps for a second
     * may be added after one that it keeps for a minute. The caller holds the lock.
     */
    private void sweepWithin(long nanos) {
        long wait = Math.max(SHORTEST_SWEEP, nanos);
        long at = System.nanoTime() + wait;
        if (nextSweep != null) {
            if (sweepAt - at <= 0) {
                return;
            }
            nextSweep.cancel();
        }
        sweepAt = at;
        nextSweep = loop.schedule(this::sweep, wait);
    }

    /** Closes the expired connections. */
    private void sweep() {
        List<BackendConnection> old = new ArrayList<>();
        synchronized (this) {
            nextSweep = null;
            for (Deque<BackendConnection> connections : oldestFirst.values()) {
                connections.removeIf(connection -> connection.untilExpiry() <= 0 && old.add(connection));
            }
            size -= old.size();
            oldestFirst.values().stream()
                    .flatMap(Deque::stream)
                    .mapToLong(BackendConnection::untilExpiry)
                    .min()
                    .ifPresent(this::sweepWithin);
        }
        old.forEach(BackendConnection::close);
    }
}

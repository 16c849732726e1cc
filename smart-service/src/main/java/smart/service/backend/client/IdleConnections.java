package smart.service.backend.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one loop that wait for a request. The one that was used last is used next, so that those that are not
 * needed grow old and are closed. Added to and taken from by the loop's thread; any thread may close.
 */
final class IdleConnections {
    /** How often the old ones are looked for, at the most. */
    private static final long SHORTEST_SWEEP = TimeUnit.MILLISECONDS.toNanos(50);

    private final SelectorLoop loop;
    // Both guarded by this.
    private final Deque<BackendConnection> oldestFirst = new ArrayDeque<>();
    private boolean sweeping;

    IdleConnections(SelectorLoop loop) {
        this.loop = loop;
    }

    synchronized int size() {
        return oldestFirst.size();
    }

    /** One that can be used, or null where there is none. */
    @Nullable BackendConnection take() {
        while (true) {
            BackendConnection newest;
            synchronized (this) {
                newest = oldestFirst.pollLast();
            }
            if (newest == null || newest.isUsable()) {
                return newest;
            }
            newest.close();
        }
    }

    void add(BackendConnection connection) {
        boolean first;
        synchronized (this) {
            oldestFirst.addLast(connection);
            first = !sweeping;
            sweeping = true;
        }
        if (first) {
            sweepAfter(connection.untilExpiry());
        }
    }

    synchronized void remove(BackendConnection connection) {
        oldestFirst.remove(connection);
    }

    synchronized @Nullable BackendConnection removeOldest() {
        return oldestFirst.pollFirst();
    }

    void closeAll() {
        List<BackendConnection> all;
        synchronized (this) {
            all = new ArrayList<>(oldestFirst);
            oldestFirst.clear();
        }
        all.forEach(BackendConnection::close);
    }

    private void sweepAfter(long nanos) {
        var unused = loop.schedule(this::sweep, Math.max(SHORTEST_SWEEP, nanos));
    }

    /** Closes those whose time is over, also where nobody asks for them. */
    private void sweep() {
        List<BackendConnection> old = new ArrayList<>();
        long next = Long.MAX_VALUE;
        synchronized (this) {
            for (BackendConnection connection : oldestFirst) {
                long left = connection.untilExpiry();
                if (left <= 0) {
                    old.add(connection);
                } else {
                    next = Math.min(next, left);
                }
            }
            oldestFirst.removeAll(old);
            sweeping = next != Long.MAX_VALUE;
        }
        old.forEach(BackendConnection::close);
        if (next != Long.MAX_VALUE) {
            sweepAfter(next);
        }
    }
}

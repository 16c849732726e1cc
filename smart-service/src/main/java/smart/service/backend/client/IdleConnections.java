package smart.service.backend.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import smart.service.backend.EventLoop.Timer;

/**
 * The connections of one loop that wait for a request. The one that was used last is used next, so that those that are not
 * needed grow old and are closed. Added to and taken from by the loop's thread; any thread may close.
 */
final class IdleConnections {
    /** How often the old ones are looked for, at the most. */
    private static final long SHORTEST_SWEEP = TimeUnit.MILLISECONDS.toNanos(50);

    private final SelectorLoop loop;
    // All guarded by this.
    private final Deque<BackendConnection> oldestFirst = new ArrayDeque<>();
    private @Nullable Timer nextSweep;
    private long sweepAt; // when that is

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
        long wait = connection.untilExpiry();
        synchronized (this) {
            oldestFirst.addLast(connection);
            sweepWithin(wait);
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

    /**
     * Plans the next sweep, unless there is one so soon: what the backend keeps for a second may come after what it keeps for a
     * minute. The caller holds the lock.
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

    /** Closes those whose time is over, also where nobody asks for them. */
    private void sweep() {
        List<BackendConnection> old = new ArrayList<>();
        synchronized (this) {
            nextSweep = null;
            oldestFirst.removeIf(connection -> connection.untilExpiry() <= 0 && old.add(connection));
            oldestFirst.stream().mapToLong(BackendConnection::untilExpiry).min().ifPresent(this::sweepWithin);
        }
        old.forEach(BackendConnection::close);
    }
}

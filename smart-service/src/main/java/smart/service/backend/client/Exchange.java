package smart.service.backend.client;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import smart.service.backend.BackendFailure.Broken;
import smart.service.backend.BackendResponse;

/**
 * One request and what comes of it. It is sent a second time, on a new connection, where its first one proved stale: a kept
 * connection that ended before any byte of the response came (RFC 9112 section 9.3.1).
 *
 * <p>Used by its loop's thread; {@link #abort} may be called by any.
 */
final class Exchange {
    private final SelectorLoop loop;
    private final ConnectionPool pool;
    private final byte[] request;
    private final boolean toHead;
    private final Listener listener;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable Part part;
    private boolean repeated;

    /** Hears once how the exchange ended, on the loop's thread; nothing where it was aborted. Must not throw. */
    interface Listener {
        void completed(BackendResponse response);

        void failed(Throwable failure);
    }

    /** What is done for the exchange now: a wait for a connection, a connect, a connection in use. */
    interface Part {
        /** Ends it, socket included. May be called by any thread, also when it is over. */
        void abort();
    }

    /**
     * @param request the request's bytes
     * @param toHead whether it is a HEAD
     */
    Exchange(SelectorLoop loop, ConnectionPool pool, byte[] request, boolean toHead, Listener listener) {
        this.loop = loop;
        this.pool = pool;
        this.request = request;
        this.toHead = toHead;
        this.listener = listener;
    }

    SelectorLoop loop() {
        return loop;
    }

    byte[] request() {
        return request;
    }

    boolean toHead() {
        return toHead;
    }

    boolean isEnded() {
        return ended.get();
    }

    void start() {
        loop.execute(() -> {
            if (!isEnded()) {
                pool.lease(this);
            }
        });
    }

    /** What goes on for the exchange from now on. */
    void goesOnWith(Part next) {
        part = next;
        if (isEnded()) { // Aborted by another thread in the meantime.
            next.abort();
        }
    }

    void completed(BackendResponse response) {
        if (ended.compareAndSet(false, true)) {
            listener.completed(response);
        }
    }

    /**
     * Ends the exchange, or sends the request again.
     *
     * @param stale whether the request met a connection that the backend had closed while it was idle
     */
    void failed(Broken failure, boolean stale) {
        if (isEnded()) {
            return;
        }
        if (stale && !repeated) {
            repeated = true;
            // Where one idle connection was closed, the others are likely to have been.
            pool.closeIdle(loop);
            pool.connect(this);
        } else if (ended.compareAndSet(false, true)) {
            listener.failed(failure);
        }
    }

    /** A bug of ours. */
    void failed(Throwable bug) {
        if (ended.compareAndSet(false, true)) {
            listener.failed(bug);
        }
    }

    /** Ends the exchange, unless it has ended: its connection is closed when this returns. */
    void abort() {
        if (ended.compareAndSet(false, true)) {
            Part running = part;
            if (running != null) {
                running.abort();
            }
        }
    }
}

package smart.service.backend.client.connection;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import smart.service.backend.BackendFailure.Broken;
import smart.service.backend.BackendRequest;
import smart.service.backend.BackendResponse;
import smart.service.backend.address.AddressUse;
import smart.service.backend.address.BackendAddress;
import smart.service.backend.address.UsedAddresses;
import smart.service.backend.client.loop.SelectorLoop;

/**
 * One request and its response. If its first connection was stale, a kept connection that ended before any byte of the
 * response (RFC 9112 section 9.3.1), the request is sent once more on a new connection, to another address if there is
 * one.
 *
 * <p>Used by its loop's thread; any thread may call {@link #abort}.
 */
public final class Exchange {
    private final SelectorLoop loop;
    private final ConnectionPool pool;
    private final byte[] request;
    private final boolean toHead;
    private final UsedAddresses used;
    private final int attempt;
    private final Listener listener;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable Part part;
    private volatile @Nullable AddressUse use;
    private boolean repeated;

    /** Is called once with the result, on the loop's thread; never if the exchange was aborted. Must not throw. */
    public interface Listener {
        void completed(BackendResponse response);

        void failed(Throwable failure);
    }

    /** The current work for the exchange: waiting for a connection, connecting, or using a connection. */
    interface Part {
        /** Ends it, socket included. May be called by any thread, also when it is over. */
        void abort();
    }

    /**
     * @param head the request's bytes
     * @param request the request
     */
    public Exchange(SelectorLoop loop, ConnectionPool pool, byte[] head, BackendRequest request, Listener listener) {
        this.loop = loop;
        this.pool = pool;
        this.request = head;
        this.toHead = request.method() == BackendRequest.Method.HEAD;
        this.used = request.used();
        this.attempt = request.attempt();
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

    /** The addresses that attempts of the same call have used. */
    UsedAddresses used() {
        return used;
    }

    /** Its address. */
    BackendAddress address() {
        return Objects.requireNonNull(use).address();
    }

    /** Sets its address. Does nothing if it is that already. */
    void uses(AddressUse next) {
        AddressUse before = use;
        if (before == next) {
            return;
        }
        use = next;
        used.add(attempt, next);
        if (before != null) {
            before.release();
        }
        if (isEnded()) { // Aborted by another thread in the meantime.
            next.release();
        }
    }

    /** Whether this call ended it. Then its address is released. */
    private boolean end() {
        boolean now = ended.compareAndSet(false, true);
        AddressUse last = use;
        if (now && last != null) {
            last.release();
        }
        return now;
    }

    boolean isEnded() {
        return ended.get();
    }

    public void start() {
        loop.execute(() -> {
            if (!isEnded()) {
                lease();
            }
        });
    }

    /** Sends it as soon as there is a connection. Runs on the loop's thread. */
    void lease() {
        step(pool::lease);
    }

    /** Whatever is thrown ends the exchange, so that no connection and no address stays leased. */
    private void step(Consumer<Exchange> next) {
        try {
            next.accept(this);
        } catch (RuntimeException | Error bug) {
            failed(bug);
        }
    }

    /** Sets the current work. */
    void goesOnWith(Part next) {
        part = next;
        if (isEnded()) { // Aborted by another thread in the meantime.
            next.abort();
        }
    }

    void completed(BackendResponse response) {
        if (end()) {
            listener.completed(response);
        }
    }

    /**
     * Ends the exchange or repeats the request.
     *
     * @param stale whether the request met a connection that the backend had closed while it was idle
     */
    void failed(Broken failure, boolean stale) {
        if (isEnded()) {
            return;
        }
        if (stale && !repeated) {
            repeated = true;
            // If one idle connection was closed, the others probably were too.
            pool.closeIdle(loop, address());
            Objects.requireNonNull(use).giveBack(); // The failure does not count against the address.
            step(pool::connect);
        } else if (end()) {
            listener.failed(failure);
        }
    }

    /** Fails because of a bug in Smart. Its connection is closed. */
    void failed(Throwable bug) {
        if (end()) {
            abortPart();
            listener.failed(bug);
        }
    }

    /** Ends the exchange if it is still running. Its connection is closed when this returns. */
    public void abort() {
        if (end()) {
            abortPart();
        }
    }

    private void abortPart() {
        Part running = part;
        if (running != null) {
            running.abort();
        }
    }
}

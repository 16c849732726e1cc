package smart.service.backend.client;

import org.jspecify.annotations.Nullable;

/**
 * Lets the sender of a request end its exchange, since Jersey's own future closes no connection. Safe for use by many
 * threads.
 */
public final class Abort {
    private boolean called;
    private @Nullable Runnable action;

    /** Sets the action that ends the exchange. It runs at once if {@link #call} has been called. */
    public void with(Runnable ending) {
        synchronized (this) {
            action = ending;
            if (!called) {
                return;
            }
        }
        ending.run();
    }

    /** Ends the exchange and closes its connection. Its callbacks are not called any more. */
    public void call() {
        Runnable ending;
        synchronized (this) {
            called = true;
            ending = action;
        }
        if (ending != null) {
            ending.run();
        }
    }
}

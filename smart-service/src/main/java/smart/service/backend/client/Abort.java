package smart.service.backend.client;

import org.jspecify.annotations.Nullable;

/**
 * Lets whoever sent a request end its exchange: Jersey's own future closes nothing. Safe for use by many threads.
 */
public final class Abort {
    private boolean called;
    private @Nullable Runnable action;

    /** What ends the exchange; at once where {@link #call} has been called. */
    void with(Runnable ending) {
        synchronized (this) {
            action = ending;
            if (!called) {
                return;
            }
        }
        ending.run();
    }

    /** Ends the exchange and closes its connection; nothing more is heard of it. */
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

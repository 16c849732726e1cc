package smart.service.errorlog;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A request to empty the file; its result is the number of bytes removed. Either the writer begins with it, or the
 * caller cancels it first: a cancelled one removes nothing. Safe for use by many threads.
 */
final class Clearing extends CompletableFuture<Long> {
    private final AtomicBoolean decided = new AtomicBoolean();

    /** Whether the writer may empty the file now. Then it can't be cancelled any more. */
    boolean begin() {
        return decided.compareAndSet(false, true);
    }

    /** Returns false if the writer has begun. */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return decided.compareAndSet(false, true) ? super.cancel(mayInterruptIfRunning) : isCancelled();
    }
}

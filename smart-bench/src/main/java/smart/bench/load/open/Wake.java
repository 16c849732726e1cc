package smart.bench.load.open;

import java.util.function.LongConsumer;

/**
 * Runs a task at a requested time, with only one timer. A timer per request would stay in the event loop's queue until
 * it is due, and make all others more expensive. Confined to its event loop.
 */
final class Wake {
    private final LongConsumer timer;
    private final Runnable task;
    private boolean pending;

    /**
     * Creates it without a timer.
     *
     * @param timer calls {@link #fired} after the given nanoseconds
     * @param task the task to run
     */
    Wake(LongConsumer timer, Runnable task) {
        this.timer = timer;
        this.task = task;
    }

    /**
     * Runs the task after the given nanoseconds, or earlier if an earlier time was requested before; the task then
     * requests the next time.
     */
    void after(long nanos) {
        if (!pending) {
            pending = true;
            timer.accept(nanos);
        }
    }

    /** The timer's time has come. */
    void fired() {
        pending = false;
        task.run();
    }
}

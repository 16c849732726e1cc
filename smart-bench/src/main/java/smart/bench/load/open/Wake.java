package smart.bench.load.open;

import java.util.function.LongConsumer;

/**
 * Comes back at a time, with one timer however often it is asked: a timer for each request would stay in the event loop's
 * queue until it is due, and make every other one dearer. Confined to its event loop.
 */
final class Wake {
    private final LongConsumer timer;
    private final Runnable task;
    private boolean pending;

    /**
     * Sets nothing yet.
     *
     * @param timer calls {@link #fired} after so many nanoseconds
     * @param task what to come back to
     */
    Wake(LongConsumer timer, Runnable task) {
        this.timer = timer;
        this.task = task;
    }

    /** Comes back after so many nanoseconds, or earlier if that was asked for before; the task then asks again. */
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

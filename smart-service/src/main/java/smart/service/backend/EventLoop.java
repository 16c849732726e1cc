package smart.service.backend;

import java.util.concurrent.Executor;

/**
 * The thread that serves a call: it reads the caller's request, writes the backend's, reads its response, and writes it
 * to the caller. Code on it must not block.
 */
public interface EventLoop extends Executor {

    /** Whether the current thread is the loop's. */
    boolean isCurrent();

    /** Runs {@code task} on the loop's thread: at once if that is the current thread, otherwise soon. */
    @Override
    void execute(Runnable task);

    /**
     * Runs {@code task} on the loop's thread after a time. May be called by any thread.
     *
     * @param nanos the delay in nanoseconds; it may be up to a millisecond longer
     */
    Timer schedule(Runnable task, long nanos);

    /** A scheduled task. */
    @FunctionalInterface
    interface Timer {
        /** Cancels the task, unless it has run. May be called by any thread, and more than once. */
        void cancel();
    }
}

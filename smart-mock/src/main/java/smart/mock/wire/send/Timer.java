package smart.mock.wire.send;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs due tasks on a few threads, however many wait. Thread-safe. Tasks that wait when it stops, or come later, never run. */
public final class Timer extends AbstractLifeCycle {
    private static final Logger LOG = LoggerFactory.getLogger(Timer.class);
    private static final int THREADS = 2;

    private final ScheduledThreadPoolExecutor executor;

    /** A running timer with daemon threads. */
    public Timer() {
        executor = new ScheduledThreadPoolExecutor(THREADS, task -> {
            var thread = new Thread(task, "mock-timer");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        // Whoever calls later than the stop needs no exception: the connections are being closed.
        executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    /**
     * Runs a task when its time comes. Whoever cancels it also frees what the task refers to, at once; that matters, since
     * the time may be an hour. A task that is running goes on when it is cancelled.
     */
    public ScheduledFuture<?> after(long nanos, Runnable task) {
        return executor.schedule(() -> run(task), nanos, TimeUnit.NANOSECONDS);
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            // The executor would keep even an OutOfMemoryError to itself.
            LOG.error("A response could not be sent", e);
        }
    }

    @Override
    protected void doStop() {
        executor.shutdownNow();
    }
}

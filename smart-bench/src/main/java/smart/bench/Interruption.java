package smart.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends a run in order on Ctrl-C or SIGTERM: asks it to stop, and keeps the JVM alive until the report is written. The
 * JVM then ends with the exit code of the signal, 130 for Ctrl-C, 143 for SIGTERM. A signal that comes before there is
 * anything to stop is remembered. Thread-safe.
 */
final class Interruption implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final CountDownLatch reported = new CountDownLatch(1);
    private final Thread hook;

    // Guarded by this.
    private boolean asked;
    private @Nullable Runnable stop;

    /** The text for the report. */
    static final String REASON = "stopped by a signal";

    /** Listens from now on. */
    Interruption() {
        hook = new Thread(
                () -> {
                    ask();
                    await();
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Calls {@code stop} when the process is asked to end; at once if it was asked before. */
    void onStop(Runnable stop) {
        synchronized (this) {
            this.stop = stop;
            if (!asked) {
                return;
            }
        }
        stop.run();
    }

    /** The process is asked to end. */
    void ask() {
        Runnable told;
        synchronized (this) {
            asked = true;
            told = stop;
        }
        if (told != null) {
            told.run();
        }
    }

    private void await() {
        try {
            if (!reported.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("smart-bench: the report was not ready in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The report is written. */
    @Override
    public void close() {
        reported.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is already ending, so the hook is not needed.
        }
    }
}

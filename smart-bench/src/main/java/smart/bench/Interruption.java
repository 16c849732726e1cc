package smart.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a run in order on Ctrl-C or SIGTERM: asks it to stop, and keeps the JVM alive until the report is written. The
 * JVM then ends with the exit code of the signal, 130 for Ctrl-C, 143 for SIGTERM.
 */
final class Interruption {
    private static final long PATIENCE_SECONDS = 60;

    private final CountDownLatch reported = new CountDownLatch(1);
    private final Thread hook;

    /** The text for the report. */
    static final String REASON = "stopped by a signal";

    /** Calls {@code stop} when the process is asked to end. */
    Interruption(Runnable stop) {
        hook = new Thread(
                () -> {
                    stop.run();
                    await();
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(hook);
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
    void close() {
        reported.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is already ending, so the hook is not needed.
        }
    }
}

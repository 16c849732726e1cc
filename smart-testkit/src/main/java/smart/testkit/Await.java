package smart.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for events on other threads, for a limited time, which is ample also on a loaded machine. */
public final class Await {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(60).toNanos();
    private static final long PAUSE_NANOS = Duration.ofMillis(2).toNanos();

    private Await() {}

    /** A condition whose check may do I/O. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws Exception;
    }

    /** Returns once the condition holds; fails with {@code what} when it doesn't within 60 s. */
    public static void until(String what, Condition condition) {
        long start = System.nanoTime();
        while (!holds(condition)) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new AssertionError("not within 60 s: " + what);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static boolean holds(Condition condition) {
        try {
            return condition.holds();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

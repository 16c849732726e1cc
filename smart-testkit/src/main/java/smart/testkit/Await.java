package smart.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for events on other threads, for a limited time, which is ample also on a loaded machine. */
public final class Await {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(60).toNanos();
    /** Long waits look less often, since a check may be a request: one that ends after 10 s is seen 50 ms late at most. */
    private static final long LEAST_PAUSE_NANOS = Duration.ofMillis(1).toNanos();

    private static final long MOST_PAUSE_NANOS = Duration.ofMillis(50).toNanos();

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
            long waited = System.nanoTime() - start;
            if (waited > PATIENCE_NANOS) {
                throw new AssertionError("not within 60 s: " + what);
            }
            LockSupport.parkNanos(Math.min(Math.max(waited / 10, LEAST_PAUSE_NANOS), MOST_PAUSE_NANOS));
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

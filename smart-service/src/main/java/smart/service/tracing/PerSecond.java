package smart.service.tracing;

import java.util.concurrent.atomic.AtomicLong;

/** Allows a fixed number per second. Safe for use by many threads without blocking. */
final class PerSecond {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final int COUNT_BITS = 24;
    private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;

    private final int most;
    /** The second, and how many it has had. */
    private final AtomicLong state = new AtomicLong(-1L << COUNT_BITS);

    /** @param most at least 1, and less than 2^24 */
    PerSecond(int most) {
        this.most = most;
    }

    /** @param now in nanoseconds */
    boolean tryTake(long now) {
        long second = Math.floorDiv(now, SECOND_NANOS) << COUNT_BITS;
        while (true) {
            long seen = state.get();
            boolean same = (seen & ~COUNT_MASK) == second;
            if (same && (seen & COUNT_MASK) >= most) {
                return false;
            }
            if (state.compareAndSet(seen, (same ? seen : second) + 1)) {
                return true;
            }
        }
    }
}

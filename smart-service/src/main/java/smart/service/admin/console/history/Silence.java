package smart.service.admin.console.history;

import org.jspecify.annotations.Nullable;

/**
 * Whether calls arrive.
 *
 * @param lastCall the end of the newest call, in milliseconds since the epoch; null if there was none since the start
 * @param afterSteady whether calls had arrived steadily for some minutes before
 */
public record Silence(@Nullable Long lastCall, boolean afterSteady) {

    /** Records when calls end. Not thread-safe. */
    public static final class Watch {
        /** Steady traffic has no longer pause than this. */
        private static final long PAUSE_MILLIS = 30_000;

        private static final long STEADY_MILLIS = 300_000;
        /** A silence longer than this counts as normal. */
        private static final long FORGOTTEN_MILLIS = 3_600_000;

        private @Nullable Long lastCall;
        private long firstCall;

        /** Records the number of calls that ended in the last second. */
        public Silence see(long calls, long now) {
            if (calls > 0) {
                if (lastCall == null || now - lastCall > PAUSE_MILLIS) {
                    firstCall = now;
                }
                lastCall = now;
            }
            return new Silence(
                    lastCall,
                    lastCall != null && lastCall - firstCall >= STEADY_MILLIS && now - lastCall < FORGOTTEN_MILLIS);
        }
    }
}

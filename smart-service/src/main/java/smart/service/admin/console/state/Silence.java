package smart.service.admin.console.state;

import org.jspecify.annotations.Nullable;

/**
 * Whether calls come.
 *
 * @param lastCall when the newest call ended, in milliseconds since the epoch, or null for none since the start
 * @param afterSteady whether calls came without a longer pause for some minutes before
 */
public record Silence(@Nullable Long lastCall, boolean afterSteady) {

    /** Notes when calls end. Not thread-safe. */
    public static final class Watch {
        /** A longer pause is none of steady traffic. */
        private static final long PAUSE_MILLIS = 30_000;

        private static final long STEADY_MILLIS = 300_000;
        /** After that long a silence is what is usual. */
        private static final long FORGOTTEN_MILLIS = 3_600_000;

        private @Nullable Long lastCall;
        private long firstCall;

        /** Another second has passed, in which that many calls ended. */
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

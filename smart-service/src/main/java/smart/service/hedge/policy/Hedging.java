package smart.service.hedge.policy;

import io.dropwizard.util.Duration;
import org.jspecify.annotations.Nullable;
import smart.service.hedge.HedgeConfiguration;

/**
 * The hedging settings. {@link HedgeConfiguration} validates the values, whatever their source.
 *
 * @param enabled whether calls are hedged at all
 * @param delay the time from the first attempt to the first extra one, while no percentile is set or known
 * @param extraAttempts the most extra attempts of a call
 * @param interval the time between two extra attempts; zero means all at once
 * @param onFailure when the extra attempts come after a failed one
 * @param percentile the percentile of recent attempts that is the delay, or null for none
 * @param budget extra attempts over any second, as percent of the calls
 * @param minPerSecond extra attempts over any second that are allowed on top of the budget
 */
public record Hedging(
        boolean enabled,
        Duration delay,
        int extraAttempts,
        Duration interval,
        OnFailure onFailure,
        @Nullable Double percentile,
        double budget,
        int minPerSecond) {

    /** The most attempts that a call may make. */
    public int attempts() {
        return enabled ? 1 + extraAttempts : 1;
    }

    /** When the extra attempts come after a failed one. */
    public enum OnFailure {
        /** The next one at once, the others {@code interval} apart. */
        HEDGE_NOW,
        /** At their time, as if nothing had failed. */
        WAIT
    }
}

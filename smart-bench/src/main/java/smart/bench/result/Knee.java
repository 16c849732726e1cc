package smart.bench.result;

import org.jspecify.annotations.Nullable;

/**
 * The concurrency where throughput stops growing: the lowest one that, by the fitted law, reaches 95 % of the best
 * throughput at any concurrency, so that the measured range does not move it. If a ceiling fits clearly better, the concurrency that reaches the ceiling.
 *
 * @param concurrency that concurrency, or null if it is above the levels that can be used, or there are too few
 * @param low the lower end of its 95 % confidence interval
 * @param high the upper end
 * @param levels how many levels could be used
 * @param method {@code law} for the Universal Scalability Law, {@code ceiling} for growth in proportion up to a fixed
 *     limit, {@code none} if there were too few levels
 * @param fit the law as fitted, or null if there were too few levels
 * @param ceiling the ceiling as fitted, or null if there were too few levels
 * @param recommendedMaxInFlight for {@code limit.maxInFlight} of the service, or null if none can be recommended
 * @param reason why, in a sentence
 */
public record Knee(
        @Nullable Integer concurrency,
        @Nullable Integer low,
        @Nullable Integer high,
        int levels,
        String method,
        @Nullable UslFit fit,
        @Nullable CeilingFit ceiling,
        @Nullable Integer recommendedMaxInFlight,
        String reason) {

    private static final int CLOSE_LEVELS = 50;

    /** The throughput that the model which was used predicts for that concurrency; NaN if there is none. */
    public double at(double n) {
        if (method.equals("ceiling")) {
            return ceiling == null ? Double.NaN : ceiling.at(n);
        }
        return fit == null ? Double.NaN : fit.at(n);
    }

    /**
     * The confidence interval in words. In simulations the one at the corner of a ceiling contains the knee in 93 of 100 runs
     * with 50 levels, but only in 80 with 17.
     */
    public String interval() {
        String range = low + " to " + high;
        return method.equals("ceiling") && levels < CLOSE_LEVELS
                ? range
                        + "; meant as 95 % confidence, but at the corner of a ceiling about 80 % with 17 levels and 93 % with "
                        + CLOSE_LEVELS + ": measure closer levels"
                : "95 % confidence: " + range;
    }

    /** The model in a few words. */
    public String model() {
        return method.equals("ceiling") ? "fit: growth up to a ceiling" : "fit: Universal Scalability Law";
    }
}

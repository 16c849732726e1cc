package smart.bench.compare;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import smart.bench.result.LevelResult;

/**
 * The shares of requests that did not succeed, from 0 to 1, and their difference b - a.
 *
 * @param a of the first run
 * @param b of the second run
 * @param low the lower end of the difference's 95 % confidence interval
 * @param high the upper end
 */
public record ErrorShares(double a, double b, double low, double high) {
    /** A smaller difference of the shares does not matter. */
    public static final double RELEVANT = 0.01;

    /** The normal distribution's bounds for 95 %. */
    private static final double Z = 1.96;

    /** Whether the interval excludes 0: the shares differ by more than chance. */
    @JsonProperty
    public boolean differ() {
        return low > 0 || high < 0;
    }

    /**
     * Whether the shares are the same: the interval contains 0 and excludes every difference that matters. If they are
     * neither the same nor differ, there were too few requests to tell.
     */
    @JsonProperty
    public boolean same() {
        return !differ() && low > -RELEVANT && high < RELEVANT;
    }

    /**
     * Computed over all these levels, by the hybrid score interval, which also holds for few requests and for shares near 0
     * (Newcombe, "Interval estimation for the difference between independent proportions", method 10).
     */
    static ErrorShares of(List<LevelResult> a, List<LevelResult> b) {
        return of(failed(a), due(a), failed(b), due(b));
    }

    static ErrorShares of(double failedA, double ofA, double failedB, double ofB) {
        if (ofA == 0 || ofB == 0) {
            return new ErrorShares(0, 0, -1, 1);
        }
        double shareA = failedA / ofA;
        double shareB = failedB / ofB;
        double below = Math.hypot(shareB - score(shareB, ofB, -1), score(shareA, ofA, 1) - shareA);
        double above = Math.hypot(score(shareB, ofB, 1) - shareB, shareA - score(shareA, ofA, -1));
        return new ErrorShares(shareA, shareB, shareB - shareA - below, shareB - shareA + above);
    }

    /** An end of the score interval of one share (Wilson). */
    private static double score(double share, double n, int sign) {
        double root = Math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
        double end = (share + Z * Z / (2 * n) + sign * Z * root) / (1 + Z * Z / n);
        return Math.max(0, Math.min(1, end));
    }

    private static double due(List<LevelResult> levels) {
        return levels.stream()
                .mapToDouble(level -> level.sent() + (level.unsent() == null ? 0 : level.unsent()))
                .sum();
    }

    private static double failed(List<LevelResult> levels) {
        return due(levels) - levels.stream().mapToDouble(LevelResult::succeeded).sum();
    }
}

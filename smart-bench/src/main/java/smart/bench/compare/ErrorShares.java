package smart.bench.compare;

import java.util.List;
import smart.bench.result.LevelResult;

/**
 * The shares of requests that did not succeed, from 0 to 1.
 *
 * @param a of the first run
 * @param b of the second run
 * @param differ whether the difference is significant at 1 %
 */
public record ErrorShares(double a, double b, boolean differ) {
    /** The normal distribution's bounds for 99 %. */
    private static final double Z = 2.576;

    /**
     * Computed over all these levels: the test of two proportions (Fleiss, "Statistical Methods for Rates and
     * Proportions").
     */
    static ErrorShares of(List<LevelResult> a, List<LevelResult> b) {
        double ofA = due(a);
        double ofB = due(b);
        double shareA = ofA == 0 ? 0 : failed(a) / ofA;
        double shareB = ofB == 0 ? 0 : failed(b) / ofB;
        double pooled = (failed(a) + failed(b)) / Math.max(1, ofA + ofB);
        double error = Math.sqrt(pooled * (1 - pooled) * (1 / Math.max(1, ofA) + 1 / Math.max(1, ofB)));
        return new ErrorShares(shareA, shareB, error > 0 && Math.abs(shareB - shareA) > Z * error);
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

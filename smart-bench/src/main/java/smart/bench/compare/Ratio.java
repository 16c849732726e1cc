package smart.bench.compare;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import smart.bench.result.LevelResult;
import smart.bench.statistics.StudentT;

/**
 * The mean time of the second run relative to the first: 1.1 is ten percent slower.
 *
 * @param value the estimate
 * @param low the lower end of its 95 % confidence interval
 * @param high the upper end
 */
public record Ratio(double value, double low, double high) {
    /** Whether the interval excludes 1: the runs differ by more than noise. */
    @JsonProperty
    public boolean beyondNoise() {
        return low > 1 || high < 1;
    }

    /** Computed from each side's own error, for one run each. Empty unless both have a mean and an error. */
    static Optional<Ratio> ofOnce(LevelResult a, LevelResult b) {
        Double relativeA = relativeError(a);
        Double relativeB = relativeError(b);
        if (a.meanMs() == null || b.meanMs() == null || relativeA == null || relativeB == null) {
            return Optional.empty();
        }
        return Optional.of(around(Math.log(b.meanMs() / a.meanMs()), Math.hypot(relativeA, relativeB)));
    }

    private static @Nullable Double relativeError(LevelResult level) {
        return level.meanMs() == null || level.meanErrorMs() == null ? null : level.meanErrorMs() / level.meanMs();
    }

    /** Computed from the spread of the rounds' ratios, which is the noise. Empty with fewer than two rounds. */
    static Optional<Ratio> ofRounds(List<Double> ratios) {
        int n = ratios.size();
        if (n < 2) {
            return Optional.empty();
        }
        double mean = ratios.stream().mapToDouble(Math::log).average().orElseThrow();
        double[] logarithms = ratios.stream().mapToDouble(Math::log).toArray();
        return Optional.of(around(mean, StudentT.halfWidth(logarithms)));
    }

    /**
     * The geometric mean over the levels of one run each. It assumes that errors are fully correlated, which gives the
     * widest interval. Empty without levels.
     */
    static Optional<Ratio> overall(List<Ratio> ratios) {
        if (ratios.isEmpty()) {
            return Optional.empty();
        }
        double mean = ratios.stream()
                .mapToDouble(ratio -> Math.log(ratio.value))
                .average()
                .orElseThrow();
        double halfWidth = ratios.stream()
                .mapToDouble(ratio -> Math.log(ratio.high / ratio.low) / 2)
                .average()
                .orElseThrow();
        return Optional.of(around(mean, halfWidth));
    }

    private static Ratio around(double logarithm, double halfWidth) {
        return new Ratio(Math.exp(logarithm), Math.exp(logarithm - halfWidth), Math.exp(logarithm + halfWidth));
    }
}

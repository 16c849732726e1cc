package smart.bench.result;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import smart.bench.result.UslFit.Observation;

/**
 * The growth of throughput: the law, or a ceiling if that fits clearly better.
 *
 * @param law the law as fitted, or null
 * @param ceiling the ceiling as fitted, or null
 * @param cornered whether the ceiling is used
 */
record Scaling(@Nullable UslFit law, @Nullable CeilingFit ceiling, boolean cornered) {
    private static final double NEARLY_BEST = 0.95;
    /** A ceiling must fit that much better than the law to be preferred: it has fewer parameters, and a corner. */
    private static final double CLEARLY_BETTER = 0.8;

    /** The better model for points in rising order, or empty if none can be fitted. */
    static Optional<Scaling> of(List<Observation> points) {
        UslFit law = UslFit.of(points).orElse(null);
        CeilingFit ceiling = CeilingFit.of(points).orElse(null);
        boolean cornered = ceiling != null && (law == null || ceiling.error() < CLEARLY_BETTER * law.error());
        return law == null && ceiling == null ? Optional.empty() : Optional.of(new Scaling(law, ceiling, cornered));
    }

    String name() {
        return cornered ? "ceiling" : "law";
    }

    double at(double n) {
        if (cornered && ceiling != null) {
            return ceiling.at(n);
        }
        return law == null ? Double.NaN : law.at(n);
    }

    /** The highest throughput at any concurrency, measured or not; it may be infinite. */
    double best() {
        if (cornered && ceiling != null) {
            return ceiling.ceiling();
        }
        return law == null ? Double.NaN : law.best();
    }

    /**
     * The lowest concurrency that reaches almost the best throughput, or the ceiling. It is the same for every measured
     * range. One more than {@code last} if it is higher than that.
     */
    int knee(int last) {
        if (cornered && ceiling != null) {
            return Math.max(1, Math.min(last + 1, (int) Math.round(ceiling.knee())));
        }
        double enough = NEARLY_BEST * best();
        int knee = 1;
        while (knee <= last && at(knee) < enough) {
            knee++;
        }
        return knee;
    }
}

package smart.bench.compare;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import smart.bench.result.ErrorCount;
import smart.bench.result.LevelResult;
import smart.bench.statistics.StudentT;

/**
 * The shares of requests that did not succeed, from 0 to 1, and their difference b - a.
 *
 * @param a of the first run
 * @param b of the second run
 * @param low the lower end of the difference's 95 % confidence interval
 * @param high the upper end
 * @param rounds how many rounds both were measured in; 1 for two reports
 */
public record ErrorShares(double a, double b, double low, double high, int rounds) {
    /** A smaller difference of the shares does not matter. */
    public static final double RELEVANT = 0.01;

    /** The normal distribution's bounds for 95 %. */
    private static final double Z = 1.96;

    /** Whether the interval takes failures as independent of one another, which those of an outage are not. */
    @JsonProperty
    public boolean independent() {
        return rounds == 1;
    }

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
     * Computed over all these levels of one run each, as if each request failed or not independently of the others: by the
     * hybrid score interval, which also holds for few requests and for shares near 0 (Newcombe, "Interval estimation for
     * the difference between independent proportions", method 10).
     */
    static ErrorShares ofOnce(List<LevelResult> a, List<LevelResult> b) {
        return of(
                sum(a.stream().map(LevelResult::errors).toList()),
                sum(b.stream().map(LevelResult::errors).toList()));
    }

    /**
     * Computed from the errors of both in each round. The failures of one outage depend on one another, so the interval
     * is also that of the rounds' differences, by Student's t: of both, the lower and the higher end. Rounds without any
     * failure do not differ, but that alone says little. With two rounds the interval reaches
     * six times as far as the two differ, so only nearly equal ones exclude 0: that both of one side, and none of the
     * other, have an outage is no rare chance. With one round, as {@link #ofOnce}.
     */
    static ErrorShares ofRounds(List<ErrorCount> a, List<ErrorCount> b) {
        ErrorShares once = of(sum(a), sum(b));
        double[] differences = IntStream.range(0, a.size())
                .filter(round -> a.get(round).due() > 0 && b.get(round).due() > 0)
                .mapToDouble(round -> b.get(round).share() - a.get(round).share())
                .toArray();
        if (differences.length < 2) {
            return once;
        }
        double mean = Arrays.stream(differences).average().orElseThrow();
        double halfWidth = StudentT.halfWidth(differences);
        return new ErrorShares(
                once.a,
                once.b,
                Math.max(-1, Math.min(once.low, mean - halfWidth)),
                Math.min(1, Math.max(once.high, mean + halfWidth)),
                differences.length);
    }

    private static ErrorCount sum(List<ErrorCount> counts) {
        return counts.stream().reduce(ErrorCount.NONE, ErrorCount::plus);
    }

    static ErrorShares of(ErrorCount a, ErrorCount b) {
        if (a.due() == 0 || b.due() == 0) {
            return new ErrorShares(0, 0, -1, 1, 1);
        }
        double shareA = a.share();
        double shareB = b.share();
        double below = Math.hypot(shareB - score(b, -1), score(a, 1) - shareA);
        double above = Math.hypot(score(b, 1) - shareB, shareA - score(a, -1));
        return new ErrorShares(shareA, shareB, shareB - shareA - below, shareB - shareA + above, 1);
    }

    /** An end of the score interval of one share (Wilson). */
    private static double score(ErrorCount of, int sign) {
        double share = of.share();
        double n = (double) of.due();
        double root = Math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
        double end = (share + Z * Z / (2 * n) + sign * Z * root) / (1 + Z * Z / n);
        return Math.max(0, Math.min(1, end));
    }
}

package smart.bench.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import smart.bench.statistics.StudentT;

/**
 * The rounds of a sweep that is repeated: for each level its counts of all rounds together, and the mean and the
 * errors of each round. So a further round needs the memory of a few numbers per level, not that of its histograms. Not thread-safe.
 */
public final class Rounds {
    private final List<MeasuredLevel> sums = new ArrayList<>();
    private final List<List<@Nullable Double>> means = new ArrayList<>();
    private final List<List<ErrorCount>> errors = new ArrayList<>();

    /** Adds a round. All have the same levels in the same order. */
    public void add(List<MeasuredLevel> round) {
        if (count() > 0 && round.size() != sums.size()) {
            throw new IllegalArgumentException("a round of " + round.size() + " levels, not " + sums.size());
        }
        for (int i = 0; i < round.size(); i++) {
            MeasuredLevel level = round.get(i);
            if (count() == 0) {
                sums.add(level);
            } else {
                sums.set(i, sums.get(i).plus(level));
            }
        }
        List<@Nullable Double> ofRound = new ArrayList<>(); // with nulls, which List.of refuses
        round.forEach(level -> ofRound.add(level.result().meanMs()));
        means.add(ofRound);
        errors.add(round.stream().map(level -> level.result().errors()).toList());
    }

    /** How many rounds there are. */
    public int count() {
        return means.size();
    }

    /** How many levels each round has. */
    public int levels() {
        return sums.size();
    }

    /** A level's mean time in one round, in milliseconds, or null if unknown. */
    public @Nullable Double meanMs(int round, int level) {
        return means.get(round).get(level);
    }

    /** A level's errors in one round. */
    public ErrorCount errors(int round, int level) {
        return errors.get(round).get(level);
    }

    /** All rounds of a level together. The error of its mean comes from the rounds' means, if there are several. */
    public LevelResult level(int level) {
        double[] known = means.stream()
                .map(round -> round.get(level))
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        double error = StudentT.halfWidth(known);
        LevelResult together = sums.get(level).result();
        return Double.isNaN(error) ? together : together.withMeanError(error);
    }
}

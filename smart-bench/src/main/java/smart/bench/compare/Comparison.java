package smart.bench.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import smart.bench.result.LevelResult;
import smart.bench.result.Measured;
import smart.bench.result.Report;

/**
 * Two runs side by side.
 *
 * @param model {@code comparison}
 * @param a what the first run measured
 * @param b what the second run measured
 * @param method where the noise is known from
 * @param levels the levels that both have
 * @param overall the geometric mean of the levels' ratios, or null if no level has one
 */
public record Comparison(String model, String a, String b, String method, List<Level> levels, @Nullable Ratio overall) {

    /**
     * One level of both.
     *
     * @param a the first run
     * @param b the second run
     * @param time the ratio of the mean times, or null if it can't be told
     * @param throughput the ratio of the throughputs, or null
     */
    public record Level(LevelResult a, LevelResult b, @Nullable Ratio time, @Nullable Double throughput) {}

    /** Copies the list. */
    public Comparison {
        levels = List.copyOf(levels);
    }

    /** Two reports, each of one run: the noise is known from the spread within each. */
    public static Comparison of(Report a, Report b) {
        List<Level> levels = new ArrayList<>();
        for (LevelResult ofA : a.levels()) {
            for (LevelResult ofB : b.levels()) {
                if (ofA.load() == ofB.load()) {
                    levels.add(level(ofA, ofB, Ratio.ofOnce(ofA, ofB)));
                }
            }
        }
        return of(a.url(), b.url(), "the spread within each run", levels);
    }

    /** Rounds in which both were measured in turn; round by round, the same levels in the same order. */
    public static Comparison ofRounds(String a, String b, List<List<Measured>> roundsA, List<List<Measured>> roundsB) {
        int complete = Math.min(shortest(roundsA), shortest(roundsB));
        List<Level> levels = new ArrayList<>();
        for (int i = 0; i < complete; i++) {
            List<Measured> levelA = at(roundsA, i);
            List<Measured> levelB = at(roundsB, i);
            LevelResult ofA = Measured.together(levelA).result();
            LevelResult ofB = Measured.together(levelB).result();
            Optional<Ratio> ratio =
                    levelA.size() == 1 ? Ratio.ofOnce(ofA, ofB) : Ratio.ofRounds(ratios(levelA, levelB));
            levels.add(level(ofA, ofB, ratio));
        }
        return of(a, b, roundsA.size() + " rounds in turn, and what differs between them", levels);
    }

    private static Comparison of(String a, String b, String method, List<Level> levels) {
        List<Ratio> ratios = new ArrayList<>();
        for (Level level : levels) {
            if (level.time != null) {
                ratios.add(level.time);
            }
        }
        return new Comparison(
                "comparison", a, b, method, levels, Ratio.overall(ratios).orElse(null));
    }

    private static Level level(LevelResult a, LevelResult b, Optional<Ratio> ratio) {
        Double before = a.throughput();
        Double after = b.throughput();
        Double throughput = before == null || after == null || before == 0 ? null : after / before;
        return new Level(a, b, ratio.orElse(null), throughput);
    }

    private static List<Double> ratios(List<Measured> a, List<Measured> b) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < Math.min(a.size(), b.size()); round++) {
            Double before = a.get(round).result().meanMs();
            Double after = b.get(round).result().meanMs();
            if (before != null && after != null) {
                ratios.add(after / before);
            }
        }
        return ratios;
    }

    private static int shortest(List<List<Measured>> rounds) {
        return rounds.stream().mapToInt(List::size).min().orElse(0);
    }

    private static List<Measured> at(List<List<Measured>> rounds, int level) {
        return rounds.stream().map(round -> round.get(level)).toList();
    }
}

package smart.bench.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import smart.bench.result.ErrorCount;
import smart.bench.result.LevelResult;
import smart.bench.result.Report;
import smart.bench.result.Rounds;

/**
 * Two runs side by side.
 *
 * @param model {@code comparison}
 * @param a the target of the first run
 * @param b the target of the second run
 * @param method how the noise was estimated
 * @param levels the levels that both have
 * @param overall the geometric mean of the levels' ratios, or null if no level has one
 * @param errors of all levels together, the shares of requests that did not succeed
 */
public record Comparison(
        String model,
        String a,
        String b,
        String method,
        List<Pair> levels,
        @Nullable Ratio overall,
        ErrorShares errors) {

    /**
     * One level of both.
     *
     * @param a the first run
     * @param b the second run
     * @param time the ratio of the mean times, or null if unknown
     * @param throughput the ratio of the throughputs, or null
     * @param errors the shares of requests that did not succeed
     */
    public record Pair(
            LevelResult a, LevelResult b, @Nullable Ratio time, @Nullable Double throughput, ErrorShares errors) {}

    /** Copies the list. */
    public Comparison {
        levels = List.copyOf(levels);
    }

    /**
     * Compares two reports of one run each. The noise is estimated from the spread within each run.
     *
     * @throws IncomparableException if the one is a sweep and the other a run with a rate
     */
    public static Comparison of(Report a, Report b) throws IncomparableException {
        if (a.hasRate() != b.hasRate()) {
            throw new IncomparableException("a sweep and a run with --rate can't be compared: the one has levels of"
                    + " requests in progress, the other of requests per second");
        }
        List<Pair> levels = new ArrayList<>();
        for (LevelResult ofA : a.levels()) {
            for (LevelResult ofB : b.levels()) {
                if (ofA.load() == ofB.load()) {
                    levels.add(level(ofA, ofB, Ratio.ofOnce(ofA, ofB), ErrorShares.ofOnce(List.of(ofA), List.of(ofB))));
                }
            }
        }
        ErrorShares errors = ErrorShares.ofOnce(
                levels.stream().map(Pair::a).toList(),
                levels.stream().map(Pair::b).toList());
        return of(a.url(), b.url(), "the spread within each run", levels, Ratio.overall(known(levels)), errors);
    }

    /** Compares rounds in which both were measured in turn, with the same levels in the same order. */
    public static Comparison ofRounds(String a, String b, Rounds roundsA, Rounds roundsB) {
        int rounds = Math.min(roundsA.count(), roundsB.count());
        int both = Math.min(roundsA.levels(), roundsB.levels());
        List<List<Double>> ofLevels = new ArrayList<>();
        List<List<Double>> ofRounds = new ArrayList<>();
        IntStream.range(0, both).forEach(level -> ofLevels.add(new ArrayList<>()));
        for (int round = 0; round < rounds; round++) {
            List<Double> ofRound = new ArrayList<>();
            for (int level = 0; level < both; level++) {
                Double before = roundsA.meanMs(round, level);
                Double after = roundsB.meanMs(round, level);
                if (before != null && after != null) {
                    ofRound.add(after / before);
                    ofLevels.get(level).add(after / before);
                }
            }
            ofRounds.add(ofRound);
        }
        List<Pair> levels = new ArrayList<>();
        for (int level = 0; level < both; level++) {
            LevelResult ofA = roundsA.level(level);
            LevelResult ofB = roundsB.level(level);
            Optional<Ratio> ratio = rounds == 1 ? Ratio.ofOnce(ofA, ofB) : Ratio.ofRounds(ofLevels.get(level));
            levels.add(level(ofA, ofB, ratio, errors(roundsA, roundsB, level, level + 1)));
        }
        Optional<Ratio> overall = rounds == 1 ? Ratio.overall(known(levels)) : Ratio.ofRounds(geometricMeans(ofRounds));
        return of(
                a,
                b,
                rounds + " rounds in turn, and what differs between them",
                levels,
                overall,
                errors(roundsA, roundsB, 0, both));
    }

    /** The errors of these levels together, round by round. */
    private static ErrorShares errors(Rounds a, Rounds b, int from, int to) {
        int rounds = Math.min(a.count(), b.count());
        return ErrorShares.ofRounds(counts(a, rounds, from, to), counts(b, rounds, from, to));
    }

    private static List<ErrorCount> counts(Rounds run, int rounds, int from, int to) {
        return IntStream.range(0, rounds)
                .mapToObj(round -> IntStream.range(from, to)
                        .mapToObj(level -> run.errors(round, level))
                        .reduce(ErrorCount.NONE, ErrorCount::plus))
                .toList();
    }

    /** The geometric mean over the levels of each round, since a disturbance affects all levels of a round. */
    private static List<Double> geometricMeans(List<List<Double>> rounds) {
        return rounds.stream()
                .filter(ratios -> !ratios.isEmpty())
                .map(ratios -> Math.exp(
                        ratios.stream().mapToDouble(Math::log).average().orElseThrow()))
                .toList();
    }

    private static Comparison of(
            String a, String b, String method, List<Pair> levels, Optional<Ratio> overall, ErrorShares errors) {
        return new Comparison("comparison", a, b, method, levels, overall.orElse(null), errors);
    }

    private static List<Ratio> known(List<Pair> levels) {
        List<Ratio> ratios = new ArrayList<>();
        for (Pair level : levels) {
            if (level.time != null) {
                ratios.add(level.time);
            }
        }
        return ratios;
    }

    private static Pair level(LevelResult a, LevelResult b, Optional<Ratio> ratio, ErrorShares errors) {
        Double before = a.throughput();
        Double after = b.throughput();
        Double throughput = before == null || after == null || before == 0 ? null : after / before;
        return new Pair(a, b, ratio.orElse(null), throughput, errors);
    }
}

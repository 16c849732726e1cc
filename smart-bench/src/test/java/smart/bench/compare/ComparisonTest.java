package smart.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smart.bench.result.ErrorCount;
import smart.bench.result.LevelResult;
import smart.bench.result.Levels;
import smart.bench.result.Report;

class ComparisonTest {

    @Test
    void onlyLevelsThatBothHaveAreCompared() throws Exception {
        Comparison comparison = Comparison.of(
                report(Levels.level(1, 100, 10), Levels.level(2, 100, 10)),
                report(Levels.level(2, 100, 10), Levels.level(3, 100, 10)));
        assertThat(comparison.levels()).hasSize(1);
        assertThat(comparison.levels().get(0).a().concurrency()).isEqualTo(2);
    }

    @Test
    void aDifferenceLargerThanTheErrorsIsBeyondNoise() throws Exception {
        Comparison comparison =
                Comparison.of(report(Levels.level(1, 100, 10, 0.1)), report(Levels.level(1, 83, 12, 0.1)));
        Ratio ratio = comparison.levels().get(0).time();
        assertThat(ratio.value()).isCloseTo(1.2, within(1e-9));
        assertThat(ratio.beyondNoise()).isTrue();
        assertThat(Verdict.of(comparison)).contains("20.0 % slower");
    }

    @Test
    void aDifferenceSmallerThanTheErrorsIsNoise() throws Exception {
        Comparison comparison = Comparison.of(report(Levels.level(1, 100, 10, 2)), report(Levels.level(1, 83, 12, 2)));
        assertThat(comparison.levels().get(0).time().beyondNoise()).isFalse();
        assertThat(Verdict.of(comparison)).startsWith("No difference beyond noise");
    }

    @Test
    void whatDiffersFromRoundToRoundIsNoise() {
        assertThat(Ratio.ofRounds(List.of(1.19, 1.21, 1.20, 1.20)).orElseThrow().beyondNoise())
                .isTrue();
        assertThat(Ratio.ofRounds(List.of(0.7, 1.6, 0.8, 1.7)).orElseThrow().beyondNoise())
                .isFalse();
        assertThat(Ratio.ofRounds(List.of(1.5))).isEmpty();
    }

    @Test
    void withoutAMeanOrItsErrorNothingIsComparedAndTheVerdictSaysWhichIsMissing() throws Exception {
        LevelResult few = Levels.withFailures(1, 3, 0); // its mean has no error
        Comparison withoutErrors = Comparison.of(report(few), report(few));
        assertThat(withoutErrors.overall()).isNull();
        assertThat(Verdict.of(withoutErrors))
                .contains("can't be compared: there are too few requests to know the error of a mean time");
        LevelResult failed = Levels.withFailures(1, 0, 10);
        Comparison withoutMeans = Comparison.of(report(failed), report(failed));
        assertThat(Verdict.of(withoutMeans)).contains("can't be compared: no level has a mean time on both sides");
    }

    @Test
    void theErrorsAreTheSameOnlyWhereADifferenceThatMattersIsExcluded() {
        assertThat(ErrorShares.of(new ErrorCount(0, 20), new ErrorCount(5, 20)).differ())
                .isTrue();
        assertThat(ErrorShares.of(new ErrorCount(5, 20), new ErrorCount(0, 20)).differ())
                .isTrue();
        assertThat(ErrorShares.of(new ErrorCount(0, 20), new ErrorCount(3, 20))).satisfies(ComparisonTest::isNotKnown);
        assertThat(ErrorShares.of(new ErrorCount(0, 20), new ErrorCount(0, 20))).satisfies(ComparisonTest::isNotKnown);
        assertThat(ErrorShares.of(new ErrorCount(0, 0), new ErrorCount(0, 20))).satisfies(ComparisonTest::isNotKnown);
        assertThat(ErrorShares.of(new ErrorCount(0, 1000), new ErrorCount(0, 1000))
                        .same())
                .isTrue();
        assertThat(ErrorShares.of(new ErrorCount(100, 10_000), new ErrorCount(110, 10_000))
                        .same())
                .isTrue();
        assertThat(ErrorShares.of(new ErrorCount(100, 1000), new ErrorCount(110, 1000)))
                .satisfies(ComparisonTest::isNotKnown);
        // An example of the paper: 56/70 and 48/80.
        ErrorShares example = ErrorShares.of(new ErrorCount(48, 80), new ErrorCount(56, 70));
        assertThat(example.low()).isCloseTo(0.0524, within(5e-4));
        assertThat(example.high()).isCloseTo(0.3339, within(5e-4));
    }

    private static void isNotKnown(ErrorShares errors) {
        assertThat(errors.same()).isFalse();
        assertThat(errors.differ()).isFalse();
    }

    @Test
    void tooFewRequestsToKnowTheErrorsAreNotCalledTheSame() throws Exception {
        LevelResult few = Levels.withFailures(1, 19, 1);
        Comparison comparison = Comparison.of(report(few), report(few));
        assertThat(Verdict.of(comparison))
                .startsWith(
                        "Too few requests to tell whether the errors are the same: 5.00 % of the requests did not succeed with a,"
                                + " 5.00 % with b (95 % confidence for the difference: -");
        LevelResult many = Levels.withFailures(1, 15, 5);
        assertThat(Verdict.of(Comparison.of(report(Levels.withFailures(1, 20, 0)), report(many))))
                .startsWith(
                        "Not the same: 0 % of the requests did not succeed with a, 25.0 % with b, more than chance if failures are independent");
    }

    @Test
    void whereTwoRoundsAreTooFewTheVerdictSaysHowManyAreNot() {
        String more = "Two rounds can only tell a difference that is nearly equal in both: measure three or more";
        assertThat(ofRounds(2, 60, 72))
                .contains("Too few requests or rounds to tell whether the errors are the same: 0 %")
                .contains(more);
        assertThat(ofRounds(3, 60, 72)).startsWith("Not the same: 0 %").doesNotContain(more);
        assertThat(ofRounds(2, 200, 200)).startsWith("Not the same: 0 %").doesNotContain(more);
    }

    /** Of 200 requests in each round, that many fail with b in turn. */
    private static String ofRounds(int count, int... failed) {
        List<ErrorCount> a = new ArrayList<>();
        List<ErrorCount> b = new ArrayList<>();
        for (int round = 0; round < count; round++) {
            a.add(new ErrorCount(0, 200));
            b.add(new ErrorCount(failed[round % failed.length], 200));
        }
        Ratio slower = new Ratio(1.9, 1.8, 2);
        return Verdict.of(
                new Comparison("comparison", "a", "b", "noise", List.of(), slower, ErrorShares.ofRounds(a, b)));
    }

    @Test
    void whatIsCertainIsSaidFirst() throws Exception {
        LevelResult few = Levels.level(1, 100, 10, 0.1);
        LevelResult unknown = Levels.level(1, 60, 19, 0.1);
        Comparison comparison = new Comparison(
                "comparison",
                "a",
                "b",
                "noise",
                Comparison.of(report(few), report(unknown)).levels(),
                new Ratio(1.9, 1.8, 2),
                ErrorShares.of(new ErrorCount(0, 60), new ErrorCount(0, 60)));
        assertThat(Verdict.of(comparison))
                .startsWith("For successful requests, b is 90.0 % slower than a (")
                .contains("). Too few requests to tell whether the errors are the same: 0 % of");
    }

    /** By simulation, with rounds that differ by 10 %: the bounds are those of 95 % in 99 of 100 repetitions. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 10})
    void ninetyFiveOfAHundredIntervalsOverRoundsHoldTheRatio(int rounds) {
        int runs = 20_000;
        SplittableRandom random = new SplittableRandom(3);
        int held = 0;
        for (int run = 0; run < runs; run++) {
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                ratios.add(1.2 * Math.exp(0.1 * random.nextGaussian()));
            }
            Ratio ratio = Ratio.ofRounds(ratios).orElseThrow();
            held += ratio.low() <= 1.2 && 1.2 <= ratio.high() ? 1 : 0;
        }
        assertThat(held / (double) runs).isCloseTo(0.95, within(2.58 * Math.sqrt(0.95 * 0.05 / runs)));
    }

    private static Report report(LevelResult... levels) {
        return new Report("http://localhost/", "closed", "2026-11-24T00:00:00Z", "t", List.of(levels), null, List.of());
    }
}

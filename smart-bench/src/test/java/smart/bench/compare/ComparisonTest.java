package smart.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import smart.bench.result.LevelResult;
import smart.bench.result.Levels;
import smart.bench.result.Report;

class ComparisonTest {

    @Test
    void onlyLevelsThatBothHaveAreCompared() {
        Comparison comparison = Comparison.of(
                report(Levels.level(1, 100, 10), Levels.level(2, 100, 10)),
                report(Levels.level(2, 100, 10), Levels.level(3, 100, 10)));
        assertThat(comparison.levels()).hasSize(1);
        assertThat(comparison.levels().get(0).a().concurrency()).isEqualTo(2);
    }

    @Test
    void aDifferenceLargerThanTheErrorsIsBeyondNoise() {
        Comparison comparison =
                Comparison.of(report(Levels.level(1, 100, 10, 0.1)), report(Levels.level(1, 83, 12, 0.1)));
        Ratio ratio = comparison.levels().get(0).time();
        assertThat(ratio.value()).isCloseTo(1.2, within(1e-9));
        assertThat(ratio.beyondNoise()).isTrue();
        assertThat(Verdict.of(comparison)).contains("20.0 % slower");
    }

    @Test
    void aDifferenceSmallerThanTheErrorsIsNoise() {
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
    void withoutAMeanNothingIsCompared() {
        LevelResult failed = Levels.withFailures(1, 0, 10); // its mean has no error
        Comparison comparison = Comparison.of(report(failed), report(failed));
        assertThat(comparison.overall()).isNull();
        assertThat(Verdict.of(comparison)).contains("can't be compared");
    }

    private static Report report(LevelResult... levels) {
        return new Report("http://localhost/", "closed", "2026-11-24T00:00:00Z", "t", List.of(levels), null, List.of());
    }
}

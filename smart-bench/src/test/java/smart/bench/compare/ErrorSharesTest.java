package smart.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smart.bench.result.ErrorCount;

class ErrorSharesTest {
    private static final int DUE = 200;

    @Test
    void anOutageInOneRoundIsNoDifference() {
        ErrorShares outage = ErrorShares.ofRounds(rounds(0, 0, 0, 0, 0), rounds(0, 60, 0, 0, 0));
        assertThat(outage.differ()).isFalse();
        assertThat(outage.same()).isFalse();
        assertThat(ErrorShares.of(new ErrorCount(0, 1000), new ErrorCount(60, 1000))
                        .differ())
                .as("as independent failures")
                .isTrue();
    }

    @Test
    void failuresInAllRoundsAreADifference() {
        assertThat(ErrorShares.ofRounds(rounds(0, 0, 0, 0, 0), rounds(12, 8, 11, 9, 7))
                        .differ())
                .isTrue();
        assertThat(ErrorShares.ofRounds(rounds(0, 0), rounds(DUE, DUE)).differ())
                .isTrue();
    }

    /** Their differences have no spread at all, which must not pass for certainty. */
    @Test
    void aFewRoundsWithoutFailuresAreNotEnough() {
        List<ErrorCount> few = List.of(new ErrorCount(0, 10), new ErrorCount(0, 10));
        assertThat(ErrorShares.ofRounds(few, few).same()).isFalse();
        assertThat(ErrorShares.ofRounds(rounds(0, 0, 0), rounds(0, 0, 0)).same())
                .isTrue();
    }

    /** With an outage in each third round, one side has two and the other none in one of ten comparisons. */
    @Test
    void twoRoundsTellOnlyNearlyEqualDifferences() {
        assertThat(ErrorShares.ofRounds(rounds(0, 0), rounds(60, 72)).differ()).isFalse();
        assertThat(ErrorShares.ofRounds(rounds(0, 0), rounds(64, 68)).differ()).isTrue();
        assertThat(ErrorShares.ofRounds(rounds(0, 0, 0), rounds(60, 72, 66)).differ())
                .isTrue();
    }

    @Test
    void oneRoundIsComparedAsTwoReportsAre() {
        assertThat(ErrorShares.ofRounds(rounds(3), rounds(40)))
                .isEqualTo(ErrorShares.of(new ErrorCount(3, DUE), new ErrorCount(40, DUE)));
        assertThat(ErrorShares.ofRounds(rounds(3), rounds(40)).independent()).isTrue();
        assertThat(ErrorShares.ofRounds(rounds(3, 3), rounds(40, 40)).independent())
                .isFalse();
    }

    /** By simulation of two equal targets, with an outage in each third round, or with independent failures. */
    @ParameterizedTest
    @CsvSource({"true,2", "true,3", "true,5", "true,10", "false,2", "false,5", "false,10"})
    void equalTargetsDifferInAtMostFiveOfAHundredComparisons(boolean outages, int rounds) {
        SplittableRandom random = new SplittableRandom(5);
        int runs = 5000;
        int differ = 0;
        for (int run = 0; run < runs; run++) {
            List<ErrorCount> a = new ArrayList<>();
            List<ErrorCount> b = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                a.add(count(outages, random));
                b.add(count(outages, random));
            }
            differ += ErrorShares.ofRounds(a, b).differ() ? 1 : 0;
        }
        assertThat(differ / (double) runs).isLessThan(0.055);
    }

    private static ErrorCount count(boolean outages, SplittableRandom random) {
        if (outages) {
            return new ErrorCount(random.nextInt(3) == 0 ? 10 + random.nextInt(30) : 0, DUE);
        }
        return new ErrorCount(random.doubles(DUE).filter(each -> each < 0.02).count(), DUE);
    }

    private static List<ErrorCount> rounds(int... failed) {
        List<ErrorCount> rounds = new ArrayList<>();
        for (int each : failed) {
            rounds.add(new ErrorCount(each, DUE));
        }
        return Collections.unmodifiableList(rounds);
    }
}

package smart.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What failures mean for the {@link Knee}. */
class FailingLevelsTest {

    /** A target with a limit of ten: throughput stands still there, but that is no ceiling that callers wait for. */
    @Test
    void levelsThatFailAreNoGroundForARecommendation() {
        List<LevelResult> levels = growingTo(10);
        for (int n = 11; n <= 50; n++) {
            levels.add(Levels.withFailures(n, 5000 / n, 500 - 5000 / n));
        }
        Knee knee = KneeFinder.find(levels).orElseThrow();
        assertThat(knee.concurrency()).isNull();
        assertThat(knee.recommendedMaxInFlight()).isNull();
        assertThat(knee.reason())
                .isEqualTo("throughput grew up to 10, but from 11 on, 9.20 % to 80.0 % of the requests did not succeed."
                        + " So limit.maxInFlight is at most 10");
    }

    @Test
    void whereTheTargetCollapsesItIsSaidInsteadOfToMeasureFurther() {
        List<LevelResult> levels = growingTo(20);
        for (int n = 21; n <= 30; n++) {
            levels.add(Levels.withFailures(n, 0, 500));
        }
        assertThat(KneeFinder.find(levels).orElseThrow().reason())
                .isEqualTo("throughput grew up to 20, but nothing succeeded from 21 on."
                        + " So limit.maxInFlight is at most 20");
    }

    @Test
    void aKneeBelowTheFailuresStays() {
        List<LevelResult> levels = new ArrayList<>();
        for (int n = 1; n <= 40; n++) {
            levels.add(Levels.level(n, Math.min(n, 10) * 20, 50));
        }
        levels.add(Levels.withFailures(41, 250, 250));
        Knee knee = KneeFinder.find(levels).orElseThrow();
        assertThat(knee.recommendedMaxInFlight()).isBetween(9, 11);
        assertThat(knee.reason()).endsWith(". But at 41, 50.0 % of the requests did not succeed");
    }

    @Test
    void aBurstOfFailuresBelowTheHighestLevelIsOnlyLeftOut() {
        List<LevelResult> levels = growingTo(40);
        levels.set(19, Levels.withFailures(20, 400, 100));
        assertThat(KneeFinder.usable(levels)).hasSize(39);
        assertThat(KneeFinder.find(levels).orElseThrow().reason()).contains("still growing at 40");
    }

    @Test
    void oneFailureInAHundredIsNoCollapse() {
        List<LevelResult> levels = growingTo(9);
        levels.add(Levels.withFailures(10, 495, 5));
        assertThat(KneeFinder.usable(levels)).hasSize(10);
    }

    @Test
    void aLevelThatIsOverBeforeARequestCanSucceedTellsNothing() {
        List<LevelResult> levels = growingTo(10);
        levels.add(Levels.withFailures(200, 0, 200, 4));
        assertThat(KneeFinder.find(levels).orElseThrow().reason())
                .isEqualTo("throughput grew up to 10, but from 200 on a level is over before a request can succeed:"
                        + " use --duration, or more requests");
    }

    @Test
    void withTooFewLevelsForALawTheFailuresAreStillSaid() {
        List<LevelResult> levels = growingTo(3);
        levels.add(Levels.withFailures(20, 5, 495));
        levels.add(Levels.withFailures(30, 5, 495));
        Knee knee = KneeFinder.find(levels).orElseThrow();
        assertThat(knee.method()).isEqualTo("none");
        assertThat(knee.at(1)).isNaN();
        assertThat(knee.reason())
                .isEqualTo("too few levels are free of failures, as from 20 on, 99.0 % of the requests did not succeed."
                        + " So limit.maxInFlight is at most 3");
    }

    @Test
    void aLevelWithAFewSuccessesDidNotFailAsAWhole() {
        List<LevelResult> levels = growingTo(10);
        levels.add(Levels.withFailures(11, 2, 498));
        levels.add(Levels.withFailures(12, 1, 9999));
        assertThat(KneeFinder.find(levels).orElseThrow().reason())
                .contains("from 11 on, 99.6 % to >99.9 % of the requests did not succeed");
    }

    @Test
    void ifNothingEverSucceedsThereIsNoGrowthToTalkAbout() {
        assertThat(KneeFinder.find(List.of(Levels.withFailures(1, 0, 500), Levels.withFailures(2, 0, 500))))
                .isEmpty();
    }

    @Test
    void whereAPartFailsAtEachLevelThatIsTheResult() {
        List<LevelResult> levels = IntStream.rangeClosed(1, 5)
                .mapToObj(n -> Levels.withFailures(n, 475, 25))
                .toList();
        assertThat(KneeFinder.find(levels).orElseThrow().reason())
                .isEqualTo("too few levels are free of failures, as from 1 on, 5.00 % of the requests did not succeed."
                        + " So no limit.maxInFlight can be recommended: the table names the causes of the failures; mend"
                        + " those, and measure again");
    }

    /** By chance a few levels, and the highest one, have fewer. */
    @Test
    void whereAPartFailsAtMostLevelsItIsSaidToo() {
        List<LevelResult> levels = new ArrayList<>(IntStream.rangeClosed(1, 5)
                .mapToObj(n -> Levels.withFailures(n, 490, 10))
                .toList());
        levels.add(Levels.withFailures(6, 498, 2));
        assertThat(KneeFinder.find(levels).orElseThrow().reason())
                .startsWith("too few levels are free of failures, as at 5 of 6 levels more than 1 % of the requests did"
                        + " not succeed. So no limit.maxInFlight can be recommended: ");
    }

    /** One caller of the last level was still connecting when the run ended. */
    @Test
    void aTargetThatDiesAtALevelFailsThereEvenIfARequestIsUnfinished() throws Exception {
        List<LevelResult> levels = growingTo(20);
        levels.add(unfinished(Levels.withFailures(21, 300, 40), 1));
        assertThat(KneeFinder.find(levels).orElseThrow().reason())
                .startsWith("throughput grew up to 20, but at 21, 11.8 % of the requests did not succeed");
    }

    @Test
    void aLevelThatWasStoppedBeforeAnythingEndedIsNotCalledTheHighest() throws Exception {
        List<LevelResult> levels = growingTo(20);
        levels.add(unfinished(Levels.withFailures(21, 0, 0), 21));
        assertThat(KneeFinder.find(levels).orElseThrow().reason())
                .startsWith("throughput was still growing at 20, the highest level that could be used");
        assertThat(KneeFinder.find(growingTo(20)).orElseThrow().reason())
                .startsWith("throughput was still growing at 20, the highest level:");
    }

    @Test
    void oneFailureAmongFewOfALevelThatWasStoppedProvesNothing() throws Exception {
        List<LevelResult> levels = growingTo(20);
        levels.add(unfinished(Levels.withFailures(21, 2, 1), 21));
        assertThat(KneeFinder.find(levels).orElseThrow().reason())
                .startsWith("throughput was still growing at 20, the highest level that could be used");
        assertThat(KneeFinder.find(levels.subList(17, 21))).isEmpty();
    }

    /** Requests that would time out are the unfinished ones. */
    @Test
    void aLevelThatWasStoppedDoesNotDisproveTheFailuresBelow() throws Exception {
        List<LevelResult> levels = growingTo(20);
        levels.add(Levels.withFailures(21, 450, 50));
        levels.add(unfinished(more(Levels.level(22, 440, 50), "failed", 1), 22));
        assertThat(KneeFinder.find(levels).orElseThrow().reason())
                .isEqualTo("throughput grew up to 20, but at 21, 10.0 % of the requests did not succeed."
                        + " So limit.maxInFlight is at most 20");
    }

    /** Three levels never give a knee. */
    @Test
    void whereTheNumberOfLevelsIsTheReasonFailuresAreNotNamedAsIt() {
        LevelResult fine = Levels.level(2, 40, 50);
        LevelResult fails = Levels.withFailures(3, 250, 250);
        assertThat(KneeFinder.find(List.of(Levels.withFailures(1, 490, 10), fine, Levels.level(3, 60, 50))))
                .isEmpty();
        assertThat(KneeFinder.find(List.of(Levels.level(1, 20, 50), fine, fails))
                        .orElseThrow()
                        .reason())
                .isEqualTo("at 3, 50.0 % of the requests did not succeed. So limit.maxInFlight is at most 2");
        assertThat(KneeFinder.find(List.of(fails)).orElseThrow().reason())
                .isEqualTo("at 3, 50.0 % of the requests did not succeed");
    }

    private static LevelResult unfinished(LevelResult level, long count) throws Exception {
        return more(level, "unfinished", count);
    }

    private static LevelResult more(LevelResult level, String outcome, long count) throws Exception {
        ObjectMapper json = new ObjectMapper();
        ObjectNode tree = json.valueToTree(level);
        return json.treeToValue(tree.put("sent", level.sent() + count).put(outcome, count), LevelResult.class);
    }

    private static List<LevelResult> growingTo(int highest) {
        return new ArrayList<>(IntStream.rangeClosed(1, highest)
                .mapToObj(n -> Levels.level(n, n * 20, 50))
                .toList());
    }
}

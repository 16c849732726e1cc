package smart.service.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import smart.service.hedge.policy.Hedging;
import smart.service.limit.LimitCases.Case;
import smart.service.limit.LimitedCalls.Nature;
import smart.service.limit.LimitedCalls.Replica;

/** What the adaptive limit is to bring, as {@code docs/limit.md} has it. No machine's mood is in this. */
final class LimitGoalsTest {
    private static final Nature EVEN = new LimitCases.Bounded(50, LimitCases::even);

    private static Replica run(Nature nature, double perSecond, int from, int seconds) {
        return new LimitedCalls(List.of(LimitFigures::adaptive), LimitFigures.OFF, nature, seconds, 7)
                .from(from)
                .run(perSecond, second -> {})
                .replicas
                .get(0);
    }

    private static double perSecond(long[] counts, int from, int to) {
        double sum = 0;
        for (int second = from; second < to; second++) {
            sum += counts[second];
        }
        return sum / (to - from);
    }

    @Test
    void refusesNothingAtHalfOfWhatTheBackendBears() {
        Replica half = run(EVEN, 250, 0, 30);
        assertThat(perSecond(half.refused, 0, 30)).isZero();
        assertThat(half.answered.getValueAtPercentile(99) / 1e6).isLessThan(240);
    }

    @Test
    void isAsGoodAsTheBestFixedLimitUnderTwiceTheLoad() {
        Replica twice = run(EVEN, 1_000, 10, 30);
        assertThat(perSecond(twice.good, 10, 30)).isGreaterThan(0.95 * 491);
        assertThat(twice.answered.getValueAtPercentile(99) / 1e6).isLessThan(240);
    }

    @Test
    void followsABackendThatLosesItsCapacityAndHasItBack() {
        Nature nature = LimitCases.nature(
                second -> second >= 30 && second < 60 ? 20 : 50, (random, second) -> LimitCases.even(random));
        Replica changing = run(nature, 1_000, 0, 90);
        assertThat(perSecond(changing.good, 40, 60)).isGreaterThan(0.95 * 197);
        assertThat(changing.limits[59]).isBetween(20, 50);
        assertThat(perSecond(changing.good, 70, 90)).isGreaterThan(0.95 * 491);
    }

    /** Once nobody is answered within half a second, only these timeouts tell that the limit is too high. */
    @Test
    void callersWithAShortTimeoutAreServedAgainAfterTheBackendLostItsCapacity() {
        Nature nature = LimitCases.nature(second -> second >= 30 ? 5 : 50, (random, second) -> LimitCases.even(random));
        Replica changing = new LimitedCalls(List.of(LimitFigures::adaptive), LimitFigures.OFF, nature, 150, 7)
                .within(500)
                .run(1_000, second -> {})
                .replicas
                .get(0);
        assertThat(perSecond(changing.good, 10, 30)).isGreaterThan(0.95 * 491);
        assertThat(perSecond(changing.good, 120, 150)).isGreaterThan(0.8 * 50);
    }

    /** The limit admits 65 calls a second of two seconds each, of which the backend can answer 50: its queue never ends. */
    @Test
    void callersThatLeaveAreServedAgainAfterTheBackendLostItsCapacity() {
        Nature nature =
                LimitCases.nature(second -> second >= 30 ? 5 : 100, (random, second) -> LimitCases.even(random));
        Replica changing = new LimitedCalls(List.of(LimitFigures::adaptive), LimitFigures.OFF, nature, 60, 7)
                .leavingAfter(2_000)
                .run(2_000, second -> {})
                .replicas
                .get(0);
        assertThat(changing.limits[30]).isGreaterThan(120);
        assertThat(perSecond(changing.good, 50, 60)).isGreaterThan(0.8 * 50);
    }

    @Test
    void aBackendThatIsSlowerForGoodIsNotTakenForAnOverloadedOne() {
        Nature nature =
                LimitCases.nature(second -> 0, (random, second) -> LimitCases.even(random) * (second >= 20 ? 3 : 1));
        for (long seed = 1; seed <= 3; seed++) {
            LimitedCalls calls = new LimitedCalls(List.of(LimitFigures::adaptive), LimitFigures.OFF, nature, 140, seed);
            Replica slower = calls.run(600, second -> {}).replicas.get(0);
            // From a minute after the change on for a minute: in each there is one measurement, which refuses some.
            assertThat(perSecond(slower.refused, 80, 140)).as("seed %d", seed).isLessThan(6);
        }
    }

    @Test
    void isBackWithinTenSecondsOfTheBackend() {
        for (int failure : new int[] {-1, -10_000}) {
            Nature nature = LimitCases.nature(
                    second -> second >= 20 && second < 50 ? 0 : 50,
                    (random, second) -> second >= 20 && second < 50 ? failure : LimitCases.even(random));
            Replica back = run(nature, 1_000, 0, 70);
            assertThat(perSecond(back.good, 60, 70)).as("failure %d", failure).isGreaterThan(0.95 * 491);
        }
    }

    /** Without talking to each other; what chance does to it, several runs tell. */
    @Test
    void threeReplicasGetEqualSharesAndTheTwoThatAreLeftOfThemToo() {
        for (long seed = 1; seed <= 3; seed++) {
            LimitedCalls calls = new LimitedCalls(Shares.replicas(3, seed), LimitFigures.OFF, EVEN, 160, seed);
            double[] three = new double[3];
            calls.run(1_000, second -> {
                if (second == 90) {
                    System.arraycopy(Shares.of(calls, 30, 90), 0, three, 0, 3);
                    calls.replicas.get(0).dead = true;
                }
            });
            double[] two = Shares.of(calls, 100, 160);
            assertThat(Arrays.stream(three).sum()).isGreaterThan(0.95 * 491);
            assertThat(Arrays.stream(two).sum()).isGreaterThan(0.95 * 491);
            assertThat(Shares.off(three)).as("seed %d", seed).isLessThan(0.2);
            assertThat(Shares.off(two)).as("seed %d", seed).isLessThan(0.2);
        }
    }

    /** They learn from what the others do, too: that must not add up. */
    @Test
    void replicasDoNotPushTheBackendOverWithTime() {
        LimitedCalls calls = new LimitedCalls(Shares.replicas(3, 1), LimitFigures.OFF, EVEN, 600, 1).from(540);
        calls.run(1_000, second -> {});
        assertThat(calls.replicas.get(0).answered.getValueAtPercentile(50) / 1e6)
                .isLessThan(200);
    }

    @Test
    void hedgingTakesNothingAwayUnderOverload() {
        double without = goodput(LimitFigures.OFF);
        assertThat(goodput(LimitFigures.hedging(true, null))).isGreaterThan(0.99 * without);
        assertThat(goodput(LimitFigures.hedging(true, 95.0))).isGreaterThan(0.99 * without);
    }

    private static double goodput(Hedging hedging) {
        return goodput(hedging, EVEN, 1_000);
    }

    private static double goodput(Hedging hedging, Nature nature, double perSecond) {
        Replica only = new LimitedCalls(List.of(LimitFigures::adaptive), hedging, nature, 30, 7)
                .run(perSecond, second -> {})
                .replicas
                .get(0);
        return perSecond(only.good, 10, 30);
    }

    @Test
    void hedgingTakesNothingAwayAtHalfOfWhatTheBackendBears() {
        for (Case half : LimitCases.cases()) {
            if (Set.of("half", "bimodal", "lognormal", "pareto", "random").contains(half.name())) {
                double without = goodput(LimitFigures.OFF, half.nature(), half.perSecond());
                for (Double percentile : new Double[] {null, 95.0}) {
                    assertThat(goodput(LimitFigures.hedging(true, percentile), half.nature(), half.perSecond()))
                            .as("%s, percentile %s", half.name(), percentile)
                            .isGreaterThanOrEqualTo(without);
                }
            }
        }
    }

    @Test
    void aHeavyTailIsNoQueue() {
        Nature lognormal = new LimitCases.Bounded(50, random -> 100 * Math.exp(random.nextGaussian()));
        Replica half = run(lognormal, 150, 0, 60);
        assertThat(perSecond(half.refused, 0, 60)).isZero();
    }
}

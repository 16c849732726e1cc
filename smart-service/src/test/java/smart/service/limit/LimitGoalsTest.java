package smart.service.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import smart.service.hedge.policy.Hedging;
import smart.service.limit.LimitedCalls.Nature;
import smart.service.limit.LimitedCalls.Replica;

/** What the adaptive limit is to bring, as {@code docs/limit.md} has it. No machine's mood is in this. */
final class LimitGoalsTest {
    private static final Nature EVEN = new LimitFigures.Bounded(50, LimitFigures::even);

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
        Nature nature = LimitFigures.nature(
                second -> second >= 30 && second < 60 ? 20 : 50, (random, second) -> LimitFigures.even(random));
        Replica changing = run(nature, 1_000, 0, 90);
        assertThat(perSecond(changing.good, 40, 60)).isGreaterThan(0.95 * 197);
        assertThat(changing.limits[59]).isBetween(20, 50);
        assertThat(perSecond(changing.good, 70, 90)).isGreaterThan(0.95 * 491);
    }

    @Test
    void aBackendThatIsSlowerForGoodIsNotTakenForAnOverloadedOne() {
        Nature nature = LimitFigures.nature(
                second -> 0, (random, second) -> LimitFigures.even(random) * (second >= 20 ? 3 : 1));
        Replica slower = run(nature, 600, 0, 100);
        assertThat(perSecond(slower.refused, 80, 100)).isLessThan(6);
    }

    @Test
    void isBackWithinTenSecondsOfTheBackend() {
        for (int failure : new int[] {-1, -10_000}) {
            Nature nature = LimitFigures.nature(
                    second -> second >= 20 && second < 50 ? 0 : 50,
                    (random, second) -> second >= 20 && second < 50 ? failure : LimitFigures.even(random));
            Replica back = run(nature, 1_000, 0, 70);
            assertThat(perSecond(back.good, 60, 70)).as("failure %d", failure).isGreaterThan(0.95 * 491);
        }
    }

    /** They learn from what the others do, too: that must not add up. Their shares are another matter, see the document. */
    @Test
    void replicasTogetherDoNotPushTheBackendOver() {
        LimitedCalls calls = new LimitedCalls(
                List.of(LimitFigures::adaptive, LimitFigures::adaptive, LimitFigures::adaptive),
                LimitFigures.OFF,
                EVEN,
                90,
                7);
        calls.run(1_000, second -> calls.replicas.get(0).dead = second >= 60);
        double three = 0;
        double two = 0;
        for (Replica replica : calls.replicas) {
            three += perSecond(replica.good, 30, 60);
            two += perSecond(replica.good, 70, 90);
        }
        assertThat(three).isGreaterThan(0.95 * 491);
        assertThat(two).isGreaterThan(0.95 * 491);
    }

    @Test
    void hedgingTakesNothingAwayUnderOverload() {
        double without = goodput(LimitFigures.OFF);
        assertThat(goodput(LimitFigures.hedging(true, null))).isGreaterThan(0.99 * without);
        assertThat(goodput(LimitFigures.hedging(true, 95.0))).isGreaterThan(0.99 * without);
    }

    private static double goodput(Hedging hedging) {
        Replica only = new LimitedCalls(List.of(LimitFigures::adaptive), hedging, EVEN, 30, 7)
                .run(1_000, second -> {})
                .replicas
                .get(0);
        return perSecond(only.good, 10, 30);
    }

    @Test
    void aHeavyTailIsNoQueue() {
        Nature lognormal = new LimitFigures.Bounded(50, random -> 100 * Math.exp(random.nextGaussian()));
        Replica half = run(lognormal, 150, 0, 60);
        assertThat(perSecond(half.refused, 0, 60)).isZero();
    }
}

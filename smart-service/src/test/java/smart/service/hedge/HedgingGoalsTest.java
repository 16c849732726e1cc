package smart.service.hedge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.util.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import smart.service.hedge.SimulatedCalls.Replies;
import smart.service.hedge.policy.Hedging;
import smart.service.hedge.policy.Hedging.OnFailure;

/** What hedging is to bring, and what it may cost, as {@code docs/hedging.md} has it. No machine's mood is in this. */
final class HedgingGoalsTest {
    static final Hedging OFF = hedging(false, 1, null);
    private static final long SEED = 8;
    private static final Replies EVEN = (random, now) -> 80 + 40 * random.nextDouble();

    @Test
    void bimodalWithThePercentileAndOneExtraAttempt() {
        SimulatedCalls without = new SimulatedCalls(OFF, 1_000, 0, HedgingGoalsTest::bimodal, SEED).calls(350, 40_000);
        SimulatedCalls with = new SimulatedCalls(hedging(true, 1, 95.0), 1_000, 0, HedgingGoalsTest::bimodal, SEED)
                .calls(350, 40_000);

        assertThat(with.percentile(99.9)).isLessThan(without.percentile(99.9) / 8);
        assertThat(with.requests).isLessThan((long) (1.06 * 40_000));
    }

    @Test
    void randomWithTheFixedDelayAndNoBudgetSucceedsWithinASecond() {
        SimulatedCalls without = new SimulatedCalls(OFF, 1_000, 0, HedgingGoalsTest::random, SEED).calls(150, 20_000);
        SimulatedCalls with = new SimulatedCalls(
                        withoutBudget(hedging(true, 2, null)), 1_000, 0, HedgingGoalsTest::random, SEED)
                .calls(150, 20_000);

        assertThat(without.withinSecond()).isBetween(0.71, 0.75);
        assertThat(with.withinSecond()).isGreaterThan(0.97);
    }

    /** Ten requests of 100 ms at a time, twice as many calls as that allows, and a queue without an end. */
    @Test
    void anOverloadedBackendAnswersAsManyCallsAsWithoutHedging() {
        assertAsManySucceed(50, 200);
    }

    /** The same with 95 % of what it can take: a few more requests would be too many. */
    @Test
    void aBackendNearItsCapacityIsNotPushedOverIt() {
        assertAsManySucceed(1_000, 95);
    }

    /** Not even slower: extra attempts stop by the signs of a queue, and not only after a hundred that won nothing. */
    @Test
    void nearItsCapacityHedgingMakesNoQueue() {
        SimulatedCalls without = nearCapacity(OFF);
        for (Double percentile : new Double[] {null, 95.0}) {
            SimulatedCalls with = nearCapacity(hedging(true, 1, percentile));
            assertThat(with.withinSecond()).isGreaterThan(0.995);
            assertThat(with.percentile(95)).isLessThan((long) (1.3 * without.percentile(95)));
        }
    }

    private static SimulatedCalls nearCapacity(Hedging hedging) {
        return new SimulatedCalls(hedging, 1_000, 10, EVEN, 1).calls(95, 20_000);
    }

    private static void assertAsManySucceed(int limit, double perSecond) {
        double without = succeeded(OFF, limit, perSecond);
        assertThat(succeeded(hedging(true, 1, null), limit, perSecond) / without)
                .isGreaterThan(0.99);
        assertThat(succeeded(hedging(true, 1, 95.0), limit, perSecond) / without)
                .isGreaterThan(0.99);
    }

    private static double succeeded(Hedging hedging, int limit, double perSecond) {
        return new SimulatedCalls(hedging, limit, 10, EVEN, SEED)
                .calls(perSecond, 20_000)
                .succeeded();
    }

    /** One in a hundred takes twenty times as long. */
    static double bimodal(Random random, double now) {
        return EVEN.millis(random, now) * (random.nextInt(100) == 0 ? 20 : 1);
    }

    /** The mock's own: of 11 cases two fail, and one hangs. */
    static double random(Random random, double now) {
        double millis = 100 + 500 * random.nextDouble();
        int which = random.nextInt(11);
        return which < 2 ? -millis : which == 2 ? -10_000 : millis;
    }

    /** The defaults, with that many extra attempts and that percentile. */
    static Hedging hedging(boolean enabled, int extraAttempts, Double percentile) {
        return new Hedging(
                enabled,
                Duration.milliseconds(300),
                extraAttempts,
                Duration.milliseconds(0),
                OnFailure.HEDGE_NOW,
                percentile,
                20,
                10);
    }

    /** These settings with a budget that can't be spent. */
    static Hedging withoutBudget(Hedging hedging) {
        return new Hedging(
                hedging.enabled(),
                hedging.delay(),
                hedging.extraAttempts(),
                hedging.interval(),
                hedging.onFailure(),
                hedging.percentile(),
                1_000,
                1_000_000);
    }
}

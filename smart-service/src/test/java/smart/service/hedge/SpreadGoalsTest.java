package smart.service.hedge;

import static org.assertj.core.api.Assertions.assertThat;
import static smart.service.hedge.HedgingGoalsTest.OFF;
import static smart.service.hedge.HedgingGoalsTest.hedging;

import org.junit.jupiter.api.Test;
import smart.service.backend.address.Spread;
import smart.service.hedge.SimulatedCalls.Replies;
import smart.service.hedge.policy.Hedging;

/** What several addresses are to bring, as {@code docs/hedging.md} has it, where the first of three machines is bad. */
final class SpreadGoalsTest {
    private static final int CALLS = 30_000;
    private static final int PER_SECOND = 100;
    static final Replies FAST = (random, now) -> 80 + 40 * random.nextDouble();
    static final Replies SLOW = (random, now) -> 20 * FAST.millis(random, now);
    static final Replies SILENT = (random, now) -> 600_000;
    static final Replies RESETS = (random, now) -> -1;
    private static final Hedging FIXED = hedging(true, 1, null);
    static final Hedging P95 = hedging(true, 1, 95.0);

    private static SimulatedReplicas run(Spread spread, Hedging hedging, Replies first) {
        return new SimulatedReplicas(spread, hedging, first, FAST).calls(PER_SECOND, CALLS);
    }

    @Test
    void withHedgingOneSlowMachineOfThreeIsHardlySeen() {
        SimulatedReplicas fast = run(Spread.LEAST_BUSY, OFF, FAST);
        SimulatedReplicas slow = run(Spread.LEAST_BUSY, P95, SLOW);
        assertThat(slow.percentile(99)).isLessThan(1.5 * fast.percentile(99));
        assertThat(slow.failed()).isZero();
    }

    @Test
    void theSpreadAloneHalvesTheShareOfASlowMachine() {
        SimulatedReplicas slow = run(Spread.LEAST_BUSY, OFF, SLOW);
        assertThat(slow.shareOfFirst()).isLessThan(0.5 / 3);
    }

    @Test
    void withHedgingNoCallFailsOfAMachineThatNeverAnswersOrResets() {
        assertThat(run(Spread.LEAST_BUSY, P95, SILENT).failed()).isZero();
        assertThat(run(Spread.LEAST_BUSY, FIXED, SILENT).failed()).isZero();
        assertThat(run(Spread.LEAST_BUSY, FIXED, RESETS).failed()).isZero();
    }

    /** Between 80 and 120 ms an attempt at the 95th percentile never wins, so that soon there is one a second. */
    @Test
    void whereHedgingHasGivenUpAlmostNoneFails() {
        assertThat(run(Spread.LEAST_BUSY, P95, RESETS).failed()).isLessThan(CALLS / 1000);
    }

    @Test
    void withoutHedgingAFewCallsDo() {
        assertThat(run(Spread.LEAST_BUSY, OFF, SILENT).failed()).isLessThan(CALLS / 100);
        assertThat(run(Spread.LEAST_BUSY, OFF, RESETS).failed()).isLessThan(CALLS / 1000);
    }

    @Test
    void theFirstThatCanBeUsedIsFoundWhereTheFirstIsBad() {
        assertThat(run(Spread.FIRST, OFF, RESETS).failed()).isLessThan(CALLS / 1000);
    }
}

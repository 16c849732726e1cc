package smart.service.hedge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import smart.service.hedge.SimulatedCalls.Replies;
import smart.service.hedge.policy.Hedging;

/**
 * Prints the simulated figures of {@code docs/hedging.md}, twice, with different random numbers. It runs only when it is
 * asked for by its name, see there.
 */
@SuppressWarnings("SystemOut")
final class HedgingFigures {
    private static final Replies EVEN = (random, now) -> 80 + 40 * random.nextDouble();

    @Test
    void printTheTable() {
        for (long seed : new long[] {8, 88}) {
            System.out.printf("%nrun with seed %d%n", seed);
            table("random", 150, 2, 0, 1_000, seed, HedgingGoalsTest::random);
            table("lognormal", 200, 1, 0, 1_000, seed, (random, now) -> 100 * Math.exp(random.nextGaussian()));
            table(
                    "pareto",
                    200,
                    1,
                    0,
                    1_000,
                    seed,
                    (random, now) -> Math.min(10_000, 50 / Math.pow(1 - random.nextDouble(), 1 / 1.5)));
            table("bimodal", 350, 1, 0, 1_000, seed, HedgingGoalsTest::bimodal);
            table("stall", 200, 1, 0, 1_000, seed, (random, now) -> {
                double due = EVEN.millis(random, now);
                return due + Math.max(0, 500 - (now + due) % 5_000);
            });
            table("overload", 200, 1, 10, 50, seed, EVEN);
            table("near capacity", 95, 1, 10, 1_000, seed, EVEN);
        }
    }

    private static void table(
            String name, double perSecond, int extra, int capacity, int limit, long seed, Replies replies) {
        System.out.printf("%n**%s**%n%n", name);
        Map<String, Hedging> settings = new LinkedHashMap<>();
        settings.put("no hedging", HedgingGoalsTest.OFF);
        settings.put("300 ms", HedgingGoalsTest.hedging(true, extra, null));
        settings.put("300 ms, no budget", HedgingGoalsTest.withoutBudget(HedgingGoalsTest.hedging(true, extra, null)));
        settings.put("p95", HedgingGoalsTest.hedging(true, extra, 95.0));
        settings.put("p95, no budget", HedgingGoalsTest.withoutBudget(HedgingGoalsTest.hedging(true, extra, 95.0)));
        settings.forEach((setting, hedging) -> {
            int number = 40_000;
            SimulatedCalls calls = new SimulatedCalls(hedging, limit, capacity, replies, seed).calls(perSecond, number);
            assertThat(calls.succeeded()).isPositive();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.1f %% | %s | %s | %s | %s | %+.1f %% | %.1f %% |%n",
                    setting,
                    100 * calls.withinSecond(),
                    millis(calls, 50),
                    millis(calls, 95),
                    millis(calls, 99),
                    millis(calls, 99.9),
                    100.0 * calls.requests / number - 100,
                    100.0 * calls.succeeded() / number);
        });
    }

    private static String millis(SimulatedCalls calls, double percent) {
        long nanos = calls.percentile(percent);
        return nanos == Long.MAX_VALUE ? "never" : String.valueOf(Math.round(nanos / 1e6));
    }
}

package smart.service.hedge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import smart.service.backend.address.Spread;
import smart.service.hedge.SimulatedCalls.Replies;
import smart.service.hedge.policy.Hedging;

/**
 * Prints the simulated figures of {@code docs/hedging.md} for a backend with several addresses. It runs only when it is asked
 * for by its name, see there.
 */
@SuppressWarnings("SystemOut")
final class SpreadFigures {
    private static final int CALLS = 40_000;

    @Test
    void printTheTable() {
        Map<String, Replies> firsts = new LinkedHashMap<>();
        firsts.put("three", SpreadGoalsTest.FAST);
        firsts.put("slow", SpreadGoalsTest.SLOW);
        firsts.put("silent", SpreadGoalsTest.SILENT);
        firsts.put("resets", SpreadGoalsTest.RESETS);
        firsts.forEach((name, first) -> {
            row(name, "`first`", Spread.FIRST, HedgingGoalsTest.OFF, first);
            row(name, "`least_busy`", Spread.LEAST_BUSY, HedgingGoalsTest.OFF, first);
            row(name, "`least_busy`, p95", Spread.LEAST_BUSY, SpreadGoalsTest.P95, first);
        });
    }

    private static void row(String name, String setting, Spread spread, Hedging hedging, Replies first) {
        SimulatedReplicas run = new SimulatedReplicas(spread, hedging, first, SpreadGoalsTest.FAST).calls(100, CALLS);
        assertThat(run.succeeded()).isPositive();
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %s | %.1f %% | %.1f %% | %d |%n",
                name,
                setting,
                millis(run, 50),
                millis(run, 95),
                millis(run, 99),
                millis(run, 99.9),
                100 * run.shareOfFirst(),
                100.0 * run.requests / CALLS - 100,
                run.failed());
    }

    private static String millis(SimulatedReplicas run, double percent) {
        double millis = run.percentile(percent);
        return Double.isInfinite(millis) ? "never" : String.valueOf(Math.round(millis));
    }
}

package smart.lab.hedging;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A hedging setting.
 *
 * @param name in the table
 * @param environment the service's variables
 * @param file the service's file, or an empty string for none
 */
record HedgeSetting(String name, Map<String, String> environment, String file) {
    private static final Map<String, String> FIXED = Map.of("HEDGING", "true", "HEDGE_DELAY", "300ms");
    private static final Map<String, String> PERCENTILE =
            Map.of("HEDGING", "true", "HEDGE_DELAY", "300ms", "HEDGE_PERCENTILE", "95");
    private static final Map<String, String> NO_BUDGET =
            Map.of("HEDGE_BUDGET", "1000", "HEDGE_MIN_PER_SECOND", "1000000");

    /** No hedging; a fixed delay and a percentile, each with the default budget and without a budget. */
    static List<HedgeSetting> all() {
        return List.of(
                of("no hedging", Map.of("HEDGING", "false")),
                of("300 ms", FIXED),
                of("300 ms, no budget", with(FIXED, NO_BUDGET)),
                of("p95", PERCENTILE),
                of("p95, no budget", with(PERCENTILE, NO_BUDGET)));
    }

    /** Ways to spread calls over the machines of a backend. */
    static List<HedgeSetting> spread() {
        return List.of(
                new HedgeSetting("first", Map.of("HEDGING", "false"), "backend: {spread: first}\n"),
                new HedgeSetting("least_busy", Map.of("HEDGING", "false"), "backend: {spread: least_busy}\n"),
                new HedgeSetting("least_busy, p95", PERCENTILE, "backend: {spread: least_busy}\n"));
    }

    private static HedgeSetting of(String name, Map<String, String> environment) {
        return new HedgeSetting(name, environment, "");
    }

    static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(some);
        all.putAll(more);
        return all;
    }
}

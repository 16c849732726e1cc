package smart.bench.hedging;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A way to hedge.
 *
 * @param name in the table
 * @param environment the service's variables
 */
record Setting(String name, Map<String, String> environment) {
    private static final Map<String, String> FIXED = Map.of("HEDGING", "true", "HEDGE_DELAY", "300ms");
    private static final Map<String, String> PERCENTILE =
            Map.of("HEDGING", "true", "HEDGE_DELAY", "300ms", "HEDGE_PERCENTILE", "95");
    private static final Map<String, String> NO_BUDGET =
            Map.of("HEDGE_BUDGET", "1000", "HEDGE_MIN_PER_SECOND", "1000000");

    /** None; a fixed delay and a percentile, each with the default budget and with none that could be spent. */
    static List<Setting> all() {
        return List.of(
                new Setting("no hedging", Map.of("HEDGING", "false")),
                new Setting("300 ms", FIXED),
                new Setting("300 ms, no budget", with(FIXED, NO_BUDGET)),
                new Setting("p95", PERCENTILE),
                new Setting("p95, no budget", with(PERCENTILE, NO_BUDGET)));
    }

    static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(some);
        all.putAll(more);
        return all;
    }
}

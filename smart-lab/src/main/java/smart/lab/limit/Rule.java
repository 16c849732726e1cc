package smart.lab.limit;

import java.util.List;
import java.util.Map;

/**
 * The setting of the limit.
 *
 * @param name in the table
 * @param environment the service's variables
 */
record Rule(String name, Map<String, String> environment) {
    static final Rule ADAPTIVE = new Rule("adaptive", Map.of("LIMIT_MODE", "adaptive", "REQUESTS_LIMIT", "1000"));

    /** Fixed limits: too low, right, too high; and the adaptive one. */
    static List<Rule> all() {
        return List.of(
                fixed("fixed 10", "10"), fixed("fixed 50, the knee", "50"), fixed("fixed 1,000", "1000"), ADAPTIVE);
    }

    private static Rule fixed(String name, String limit) {
        return new Rule(name, Map.of("LIMIT_MODE", "fixed", "REQUESTS_LIMIT", limit));
    }
}

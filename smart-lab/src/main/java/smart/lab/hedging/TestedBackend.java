package smart.lab.hedging;

import java.util.List;
import java.util.Map;

/**
 * A backend and the load of its measurement.
 *
 * @param name in the table and on the command line
 * @param description its description
 * @param scenario the mock's scenario
 * @param mockOptions further options of the mock
 * @param environment variables of the service for this backend
 * @param rate calls per second
 * @param seconds the length of the measurement
 * @param replicas its machines in DNS order; none for a single mock
 */
record TestedBackend(
        String name,
        String description,
        String scenario,
        List<String> mockOptions,
        Map<String, String> environment,
        double rate,
        int seconds,
        List<Replica> replicas) {
    private static final String FAST = always("{\"uniform\": [80, 120]}");
    private static final String RESETS = "{\"entries\": [[\"{}\", 200, 0, \"reset\"]], \"then\": \"last\"}";
    private static final Map<String, String> ONE_EXTRA = Map.of("HEDGE_EXTRA_ATTEMPTS", "1", "REQUESTS_LIMIT", "1000");

    static List<TestedBackend> all() {
        return List.of(
                new TestedBackend(
                        "random",
                        "the mock's own: 100 to 600 ms, 2 of 11 fail, 1 of 11 hangs for 10 s; two extra attempts",
                        "[]",
                        List.of(),
                        Map.of("HEDGE_EXTRA_ATTEMPTS", "2", "REQUESTS_LIMIT", "1000"),
                        150,
                        30,
                        List.of()),
                tail("lognormal", "median 100 ms, sigma 1", "{\"lognormal\": [100, 1]}", 200, 30),
                tail("pareto", "from 50 ms, shape 1.5", "{\"pareto\": [50, 1.5], \"max\": 10000}", 200, 30),
                tail(
                        "bimodal",
                        "80 to 120 ms, 1 % takes 20 times as long",
                        "{\"uniform\": [80, 120], \"slow\": [0.01, 20]}",
                        350,
                        60),
                tail(
                        "stall",
                        "80 to 120 ms, all stops for 500 ms every 5 s",
                        "{\"uniform\": [80, 120], \"pause\": [500, 5000]}",
                        200,
                        30),
                overloaded("overload", "100 calls a second at most, 200 come; long queue, limit 50", "1000", "50"),
                overloaded("overload-503", "the same, but it refuses with Retry-After; limit 100", "10", "100"),
                replicas("three", "three machines, each 80 to 120 ms", FAST),
                replicas(
                        "slow",
                        "the same, but the first takes 20 times as long",
                        always("{\"uniform\": [1600, 2400]}")),
                replicas("dead", "the same, but nothing listens on the first", ""),
                replicas("silent", "the same, but the first accepts and never answers", always("600000")),
                replicas("resets", "the same, but the first resets each connection", RESETS));
    }

    /** How a call may be sent to it. */
    List<HedgeSetting> settings() {
        return replicas.isEmpty() ? HedgeSetting.all() : HedgeSetting.spread();
    }

    private static TestedBackend replicas(String name, String description, String first) {
        List<Replica> replicas = List.of(
                new Replica("127.0.0.1", first), new Replica("127.0.0.2", FAST), new Replica("127.0.0.3", FAST));
        return new TestedBackend(name, description, "", List.of(), ONE_EXTRA, 100, 30, replicas);
    }

    private static TestedBackend tail(String name, String description, String delay, double rate, int seconds) {
        return new TestedBackend(name, description, always(delay), List.of(), ONE_EXTRA, rate, seconds, List.of());
    }

    private static TestedBackend overloaded(String name, String description, String queue, String limit) {
        return new TestedBackend(
                name,
                description,
                always("{\"uniform\": [80, 120]}"),
                List.of("--capacity", "10", "--queue", queue),
                Map.of("HEDGE_EXTRA_ATTEMPTS", "1", "REQUESTS_LIMIT", limit),
                200,
                20,
                List.of());
    }

    private static String always(String delay) {
        return "{\"entries\": [[\"{}\", 200, " + delay + "]], \"then\": \"last\"}";
    }
}

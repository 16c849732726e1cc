package smart.lab.limit;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A backend, a load, and the changes during the load.
 *
 * @param name in the table and on the command line
 * @param description its description
 * @param options options of the mock
 * @param scenario the mock's scenario
 * @param environment variables of the service besides the rule's
 * @param rate calls per second
 * @param from the second of the load at which counting begins
 * @param seconds the total length of the load
 * @param changes the changes in order; the initial state is a change at second 0
 */
record Trial(
        String name,
        String description,
        List<String> options,
        String scenario,
        Map<String, String> environment,
        double rate,
        int from,
        int seconds,
        List<Change> changes) {
    private static final List<String> FIFTY = List.of("--capacity", "50", "--queue", "100000");
    private static final String EVEN = always("{\"uniform\": [80, 120]}");
    private static final Map<String, String> NO_HEDGING = Map.of("HEDGING", "false");
    private static final double MOST = 500;

    /** The change of the backend. */
    interface Action {
        void on(LimitedBackend backend) throws IOException, InterruptedException;
    }

    /**
     * A change of the backend.
     *
     * @param second the second of the load
     * @param bears the backend's capacity in calls per second from then on
     */
    record Change(int second, double bears, Action action) {}

    static List<Trial> all() {
        return List.of(
                steady("half", 250),
                steady("equal", 500),
                steady("twice", 1_000),
                steady("ten times", 5_000),
                new Trial(
                        "hedged",
                        "twice, with hedging at the p95",
                        FIFTY,
                        EVEN,
                        Map.of(
                                "HEDGING",
                                "true",
                                "HEDGE_DELAY",
                                "300ms",
                                "HEDGE_PERCENTILE",
                                "95",
                                "HEDGE_EXTRA_ATTEMPTS",
                                "1"),
                        1_000,
                        15,
                        45,
                        List.of(start(MOST))),
                new Trial(
                        "capacity",
                        "50 places, 20, 50, 20 s each; 1,000",
                        FIFTY,
                        EVEN,
                        NO_HEDGING,
                        1_000,
                        10,
                        70,
                        List.of(
                                start(MOST),
                                new Change(30, 200, backend -> backend.capacity(20)),
                                new Change(50, MOST, backend -> backend.capacity(50)))),
                new Trial(
                        "slower",
                        "100 ms, from second 15 on 300 ms, without a bound; 500. Counted from second 45 on",
                        List.of(),
                        EVEN,
                        NO_HEDGING,
                        500,
                        45,
                        65,
                        List.of(
                                start(MOST),
                                new Change(15, MOST, backend -> backend.play(always("{\"uniform\": [240, 360]}"))))),
                new Trial(
                        "stall",
                        "all stops for 500 ms each 5 s; 400",
                        FIFTY,
                        always("{\"uniform\": [80, 120], \"pause\": [500, 5000]}"),
                        NO_HEDGING,
                        400,
                        15,
                        45,
                        List.of(start(400))),
                new Trial(
                        "gone",
                        "killed in second 20, started again in second 50; 1,000",
                        FIFTY,
                        EVEN,
                        NO_HEDGING,
                        1_000,
                        10,
                        75,
                        List.of(
                                start(MOST),
                                new Change(20, 0, LimitedBackend::go),
                                new Change(50, MOST, LimitedBackend::comeBack))));
    }

    private static Trial steady(String name, double rate) {
        return new Trial(name, name, FIFTY, EVEN, NO_HEDGING, rate, 15, 45, List.of(start(Math.min(rate, MOST))));
    }

    /** Whether it is one of the trials that differ only in the load. */
    boolean isSteady() {
        return name.equals(description);
    }

    private static Change start(double bears) {
        return new Change(0, bears, backend -> {});
    }

    private static String always(String delay) {
        return "{\"entries\": [[\"{}\", 200, " + delay + "]], \"then\": \"last\"}";
    }
}

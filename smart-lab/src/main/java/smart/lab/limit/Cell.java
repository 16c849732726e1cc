package smart.lab.limit;

import java.util.List;
import org.HdrHistogram.Histogram;
import smart.bench.load.http.RequestOutcome;
import smart.bench.result.MeasuredLevel;

/**
 * The result of one rule in one trial. Times are in milliseconds since a call was due, of calls with a response.
 *
 * @param rule its name
 * @param goodput calls per second with a response within a second
 * @param refused share of the calls
 * @param settled seconds until the goodput reached 95 % of the backend's capacity, after the change that took longest;
 *     NaN if it never did
 * @param limit the limit at the end
 * @param generatorLimited whether the generator was the limit
 * @param load the machine's load average of the last minute
 * @param seconds the seconds in order
 */
record Cell(
        String rule,
        double goodput,
        double p50,
        double p99,
        double refused,
        double settled,
        double limit,
        boolean generatorLimited,
        double load,
        List<Second> seconds) {
    private static final long SECOND = 1_000_000_000;
    private static final int REFUSED = 503;

    /** @param happened the time at which each change of the trial was complete, in seconds of the load */
    static Cell of(
            String rule,
            Trial trial,
            MeasuredLevel measured,
            List<Second> seconds,
            List<Double> happened,
            double load) {
        Histogram times = measured.tally().latencies(RequestOutcome.SUCCEEDED);
        double calls = measured.tally().sent() + measured.measurement().unsent();
        return new Cell(
                rule,
                times.getCountBetweenValues(0, SECOND) / (double) (trial.seconds() - trial.from()),
                times.getValueAtPercentile(50) / 1e6,
                times.getValueAtPercentile(99) / 1e6,
                measured.tally().statuses().getOrDefault(REFUSED, 0L) / calls,
                settled(trial, seconds, happened),
                seconds.isEmpty() ? Double.NaN : seconds.get(seconds.size() - 1).limit(),
                measured.result().generatorLimited(),
                load,
                seconds);
    }

    private static double settled(Trial trial, List<Second> seconds, List<Double> happened) {
        double longest = 0;
        for (int i = 0; i < happened.size(); i++) {
            double end = i + 1 < happened.size() ? happened.get(i + 1) : trial.seconds();
            double bears = trial.changes().get(i).bears();
            if (bears > 0) {
                // NaN is the largest of all.
                longest = Math.max(longest, Second.settled(seconds, happened.get(i), end, bears));
            }
        }
        return longest;
    }
}

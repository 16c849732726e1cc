package smart.lab.limit;

import java.util.List;
import org.HdrHistogram.Histogram;
import smart.bench.load.http.RequestOutcome;
import smart.bench.result.MeasuredLevel;

/**
 * What one rule did in one trial. Times are milliseconds from when a call was due, of those that were answered.
 *
 * @param rule its name
 * @param goodput calls per second that were answered within a second
 * @param refused share of the calls
 * @param settled seconds until 95 % of what the backend bears were answered, after the change for which that took longest;
 *     NaN where it did not come to that
 * @param limit at the end
 * @param generatorLimited whether the generator was the limit
 * @param load of the machine, on average over the last minute
 * @param seconds one after the other
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

    /** @param happened when each change of the trial was complete, in seconds of the load */
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

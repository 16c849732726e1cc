package smart.lab.hedging;

import java.util.List;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import smart.bench.load.http.RequestOutcome;
import smart.bench.result.MeasuredLevel;

/**
 * The result of one setting with one backend. Times are in milliseconds since a call was due: the time within which
 * that share of all calls had succeeded; NaN if fewer ever succeeded.
 *
 * @param setting its name
 * @param calls the calls that were due
 * @param withinSecond the share of them that succeeded within a second
 * @param p50 the time within which half of them succeeded; so {@code p95} and the others
 * @param extraLoad the backend's requests beyond one per call, as a share of the calls; lower if Smart refuses some
 * @param goodput calls that succeeded, per second
 * @param generatorLimited whether the generator was the limit
 * @param requests the requests to each mock
 * @param shares of the calls, for {@code millis}
 * @param millis the curve of the times
 */
record HedgingCell(
        String setting,
        long calls,
        double withinSecond,
        double p50,
        double p95,
        double p99,
        double p999,
        double extraLoad,
        double goodput,
        boolean generatorLimited,
        List<Long> requests,
        List<Double> shares,
        List<Double> millis) {
    private static final double NANOS = 1e6;
    private static final int POINTS = 150;
    private static final double MOST_NINES = 3;

    static HedgingCell of(String setting, MeasuredLevel measured, List<Long> requests, int seconds) {
        Histogram times = measured.tally().latencies(RequestOutcome.SUCCEEDED);
        long backendRequests = requests.stream().mapToLong(Long::longValue).sum();
        long calls = measured.tally().sent() + measured.measurement().unsent();
        List<Double> shares = IntStream.rangeClosed(0, POINTS)
                .mapToObj(i -> 1 - Math.pow(10, -MOST_NINES * i / POINTS))
                .toList();
        return new HedgingCell(
                setting,
                calls,
                times.getCountBetweenValues(0, 1_000_000_000) / (double) calls,
                millis(times, calls, 0.5),
                millis(times, calls, 0.95),
                millis(times, calls, 0.99),
                millis(times, calls, 0.999),
                backendRequests / (double) calls - 1,
                times.getTotalCount() / (double) seconds,
                measured.result().generatorLimited(),
                requests,
                shares,
                shares.stream().map(share -> millis(times, calls, share)).toList());
    }

    /** The time within which that share of all calls had succeeded, in milliseconds; NaN if fewer ever did. */
    static double millis(Histogram times, long calls, double share) {
        double ofSuccesses = share * calls / times.getTotalCount();
        return ofSuccesses <= 1 ? times.getValueAtPercentile(100 * ofSuccesses) / NANOS : Double.NaN;
    }
}

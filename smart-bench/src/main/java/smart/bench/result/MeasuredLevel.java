package smart.bench.result;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import smart.bench.load.http.RequestOutcome;
import smart.bench.load.measure.Measurement;
import smart.bench.load.measure.Tally;
import smart.bench.load.open.OpenLoad;
import smart.bench.result.LevelResult.Percentiles;
import smart.bench.result.LevelResult.Times;

/**
 * A level's result with its raw data.
 *
 * @param result the figures
 * @param measurement the histograms and counts
 */
public record MeasuredLevel(LevelResult result, Measurement measurement) {
    private static final double NANOS = 1e6;

    /** The samples that a percentile needs, so that about ten lie beyond it. For p99, 1,000. */
    public static long samplesFor(double percentile) {
        return percentile <= 50 ? 1 : Math.round(1000 / (100 - percentile));
    }

    /** A level of the closed model. There may be many, which are kept until the end. */
    public static MeasuredLevel atConcurrency(int concurrency, Measurement measurement) {
        return new MeasuredLevel(closed(concurrency, measurement), measurement.packed());
    }

    /** The level of the open model. */
    public static MeasuredLevel atRate(OpenLoad load, Measurement measurement) {
        return new MeasuredLevel(open(load, measurement), measurement);
    }

    /** This measurement and another of the same level of a sweep together. */
    MeasuredLevel plus(MeasuredLevel other) {
        Measurement sum = Measurement.sum(List.of(measurement, other.measurement));
        return new MeasuredLevel(closed(Objects.requireNonNull(result.concurrency(), "a level of a sweep"), sum), sum);
    }

    /** The histograms, in nanoseconds. */
    public Tally tally() {
        return measurement.tally();
    }

    private static LevelResult closed(int concurrency, Measurement m) {
        return result(
                concurrency, null, concurrency, LevelNote.closed(concurrency, measuredConcurrency(m), limit(m), m), m);
    }

    /** At a rate, as many requests depend on one another as are in progress. */
    private static LevelResult open(OpenLoad load, Measurement m) {
        Double measured = measuredConcurrency(m);
        int callers = measured == null ? 1 : (int) Math.max(1, Math.ceil(measured));
        return result(null, load, callers, LevelNote.open(load, limit(m), m), m);
    }

    /** Why the generator was the limit, or null if it was not. */
    private static @Nullable String limit(Measurement m) {
        Histogram ok = m.tally().latencies(RequestOutcome.SUCCEEDED);
        return m.health()
                .limit(ok.getTotalCount() > 0 ? ok.getMean() / NANOS : 0)
                .orElse(null);
    }

    /**
     * The figures of either model.
     *
     * @param concurrency of a closed model
     * @param load of an open one
     * @param callers how many requests wait for the target together, and so depend on one another
     */
    private static LevelResult result(
            @Nullable Integer concurrency, @Nullable OpenLoad load, int callers, @Nullable String note, Measurement m) {
        Tally tally = m.tally();
        SortedMap<String, Long> statuses = new TreeMap<>();
        tally.statuses().forEach((status, count) -> statuses.put(status.toString(), count));
        SortedMap<String, Long> failures = new TreeMap<>();
        Map<String, Times> others = new LinkedHashMap<>();
        for (RequestOutcome outcome : RequestOutcome.values()) {
            long count = tally.count(outcome);
            if (count > 0 && outcome.isFailure()) {
                failures.put(outcome.label(), count);
            }
            if (count > 0 && outcome != RequestOutcome.SUCCEEDED) {
                others.put(outcome.label(), times(tally.latencies(outcome)));
            }
        }
        Histogram ok = tally.latencies(RequestOutcome.SUCCEEDED);
        boolean any = ok.getTotalCount() > 0;
        double error = tally.meanError(callers);
        boolean measurable = m.windowNanos() > 0 && m.departures() > 0;
        return new LevelResult(
                concurrency,
                load == null ? null : Double.valueOf(load.rate()),
                tally.sent(),
                tally.count(RequestOutcome.SUCCEEDED),
                failures.values().stream().mapToLong(Long::longValue).sum(),
                tally.count(RequestOutcome.TIMEOUT),
                tally.count(RequestOutcome.UNFINISHED),
                statuses,
                failures,
                m.windowNanos() > 0 ? m.windowNanos() / NANOS : null,
                measurable ? m.successesPerSecond() : null,
                any ? ok.getMean() / NANOS : null,
                any && Double.isFinite(error) ? Double.valueOf(error / NANOS) : null,
                any ? ok.getMinValue() / NANOS : null,
                percentile(ok, 50),
                percentile(ok, 90),
                percentile(ok, 95),
                percentile(ok, 99),
                percentile(ok, 99.9),
                any ? ok.getMaxValue() / NANOS : null,
                withErrors(ok, tally.sent() + m.unsent()),
                limit(m) != null,
                measuredConcurrency(m),
                others,
                load == null ? null : m.unsent(),
                load == null ? null : m.late(),
                load == null ? null : Double.valueOf(load.warmup().toNanos() / NANOS),
                note,
                tally.slowestTrace());
    }

    /** Little's law: requests in progress = requests that end per second x mean time in progress, however they ended. */
    private static @Nullable Double measuredConcurrency(Measurement m) {
        double sum = 0;
        long ended = 0;
        for (RequestOutcome outcome : RequestOutcome.values()) {
            Histogram histogram = m.tally().latencies(outcome);
            if (outcome != RequestOutcome.UNFINISHED && histogram.getTotalCount() > 0) {
                sum += histogram.getMean() * histogram.getTotalCount();
                ended += histogram.getTotalCount();
            }
        }
        return ended == 0 || m.departures() == 0 ? null : m.departuresPerSecond() * sum / ended / 1e9;
    }

    private static Times times(Histogram histogram) {
        return new Times(
                histogram.getTotalCount(),
                histogram.getMean() / NANOS,
                histogram.getValueAtPercentile(50) / NANOS,
                histogram.getMaxValue() / NANOS);
    }

    private static @Nullable Double percentile(Histogram histogram, double percentile) {
        return percentile(histogram, histogram.getTotalCount(), percentile);
    }

    private static @Nullable Percentiles withErrors(Histogram succeeded, long all) {
        return succeeded.getTotalCount() == all
                ? null
                : new Percentiles(
                        percentile(succeeded, all, 50),
                        percentile(succeeded, all, 90),
                        percentile(succeeded, all, 95),
                        percentile(succeeded, all, 99),
                        percentile(succeeded, all, 99.9));
    }

    /** A percentile of all requests; requests outside the histogram never ended. */
    private static @Nullable Double percentile(Histogram succeeded, long all, double percentile) {
        double ofSuccesses = percentile * all / Math.max(1, succeeded.getTotalCount());
        boolean known = all >= samplesFor(percentile) && succeeded.getTotalCount() > 0 && ofSuccesses <= 100;
        return known ? succeeded.getValueAtPercentile(ofSuccesses) / NANOS : null;
    }
}

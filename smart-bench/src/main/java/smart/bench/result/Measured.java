package smart.bench.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import smart.bench.load.Measurement;
import smart.bench.load.Outcome;
import smart.bench.load.Tally;
import smart.bench.result.LevelResult.Times;

/**
 * A level's result with what it was taken from.
 *
 * @param result the figures
 * @param measurement the histograms and counts
 */
public record Measured(LevelResult result, Measurement measurement) {
    /** A percentile is known if about ten samples lie beyond it: for p99, 1,000 samples. */
    public static final long SAMPLES_FOR_P99 = 1_000;

    private static final double CONFIDENCE_95 = 1.96;
    private static final double LITTLE_TOLERANCE = 0.05;
    private static final double NANOS = 1e6;

    /** A level of the closed model. */
    public static Measured atConcurrency(int concurrency, Measurement measurement) {
        return new Measured(result(concurrency, null, measurement), measurement);
    }

    /** The level of the open model. */
    public static Measured atRate(double rate, Measurement measurement) {
        return new Measured(result(null, rate, measurement), measurement);
    }

    /** The same level measured several times, taken as one. */
    public static Measured together(List<Measured> rounds) {
        Measurement sum =
                Measurement.sum(rounds.stream().map(Measured::measurement).toList());
        LevelResult first = rounds.get(0).result();
        return new Measured(result(first.concurrency(), first.rate(), sum), sum);
    }

    /** The histograms, in nanoseconds. */
    public Tally tally() {
        return measurement.tally();
    }

    private static LevelResult result(@Nullable Integer concurrency, @Nullable Double rate, Measurement m) {
        Tally tally = m.tally();
        SortedMap<String, Long> statuses = new TreeMap<>();
        tally.statuses().forEach((status, count) -> statuses.put(status.toString(), count));
        SortedMap<String, Long> failures = new TreeMap<>();
        Map<String, Times> others = new LinkedHashMap<>();
        for (Outcome outcome : Outcome.values()) {
            long count = tally.count(outcome);
            if (count > 0 && outcome.isFailure()) {
                failures.put(outcome.label(), count);
            }
            if (count > 0 && outcome != Outcome.SUCCEEDED) {
                others.put(outcome.label(), times(tally.latencies(outcome)));
            }
        }
        Histogram ok = tally.latencies(Outcome.SUCCEEDED);
        boolean any = ok.getTotalCount() > 0;
        double standardError = tally.standardErrorOfMean();
        Double inProgress = measuredConcurrency(m);
        Double mean = any ? ok.getMean() / NANOS : null;
        String limit = m.health().limit(mean == null ? 0 : mean).orElse(null);
        boolean measurable = m.windowNanos() > 0 && m.departures() > 0;
        return new LevelResult(
                concurrency,
                rate,
                tally.sent(),
                tally.count(Outcome.SUCCEEDED),
                failures.values().stream().mapToLong(Long::longValue).sum(),
                tally.count(Outcome.TIMEOUT),
                tally.count(Outcome.UNFINISHED),
                statuses,
                failures,
                m.windowNanos() > 0 ? m.windowNanos() / NANOS : null,
                measurable ? m.successesPerSecond() : null,
                mean,
                any && Double.isFinite(standardError) ? CONFIDENCE_95 * standardError / NANOS : null,
                percentile(ok, 50, 1),
                percentile(ok, 90, 1),
                percentile(ok, 95, 1),
                percentile(ok, 99, SAMPLES_FOR_P99),
                any ? ok.getMaxValue() / NANOS : null,
                limit != null,
                inProgress,
                others,
                rate == null ? null : m.unsent(),
                rate == null ? null : m.late(),
                note(concurrency, inProgress, limit, m.stopped()));
    }

    /** Little's law: requests in progress = requests that end per second x mean time in progress, however they ended. */
    private static @Nullable Double measuredConcurrency(Measurement m) {
        double sum = 0;
        long ended = 0;
        for (Outcome outcome : Outcome.values()) {
            Histogram histogram = m.tally().latencies(outcome);
            if (outcome != Outcome.UNFINISHED && histogram.getTotalCount() > 0) {
                sum += histogram.getMean() * histogram.getTotalCount();
                ended += histogram.getTotalCount();
            }
        }
        return ended == 0 || m.departures() == 0 ? null : m.departuresPerSecond() * sum / ended / 1e9;
    }

    private static @Nullable String note(
            @Nullable Integer concurrency,
            @Nullable Double measured,
            @Nullable String limit,
            @Nullable String stopped) {
        List<String> notes = new ArrayList<>();
        if (stopped != null) {
            notes.add("ended early: " + stopped);
        }
        if (limit != null) {
            notes.add("limited by the generator: " + limit);
        }
        if (stopped == null && concurrency != null && measured != null) {
            double off = measured / concurrency - 1;
            if (Math.abs(off) > LITTLE_TOLERANCE) {
                notes.add("throughput x mean time is %.1f, not %d (%+.0f %%): unsteady, or too few requests"
                        .formatted(measured, concurrency, off * 100));
            }
        }
        return notes.isEmpty() ? null : String.join("; ", notes);
    }

    private static Times times(Histogram histogram) {
        return new Times(
                histogram.getTotalCount(),
                histogram.getMean() / NANOS,
                histogram.getValueAtPercentile(50) / NANOS,
                histogram.getMaxValue() / NANOS);
    }

    private static @Nullable Double percentile(Histogram histogram, double percentile, long samples) {
        return histogram.getTotalCount() < samples ? null : histogram.getValueAtPercentile(percentile) / NANOS;
    }
}

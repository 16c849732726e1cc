package smart.bench.load.measure;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.PackedHistogram;
import org.jspecify.annotations.Nullable;
import smart.bench.load.http.RequestOutcome;
import smart.bench.load.http.Trace;

/**
 * The outcomes of a level's measured requests: a histogram of latencies in nanoseconds for each outcome, with three
 * significant digits, and a count for each status. Its size does not depend on the number of requests. Not thread-safe.
 */
public final class Tally {
    private static final int SIGNIFICANT_DIGITS = 3;

    private final Map<RequestOutcome, Histogram> latencies = new EnumMap<>(RequestOutcome.class);
    private final SortedMap<Integer, long[]> statuses = new TreeMap<>();
    private final BatchMeans successes = new BatchMeans();
    private final Trend trend = new Trend();
    private @Nullable Trace slowest;
    private long slowestNanos = -1;

    /** Counts a traced request, and keeps its trace if none was slower. */
    public void trace(@Nullable Trace trace, long latencyNanos) {
        if (trace != null && latencyNanos > slowestNanos) {
            slowestNanos = latencyNanos;
            slowest = trace;
        }
    }

    /** A copy to keep: it has the same figures in a tenth of the memory, but is slower to write and to read. */
    Tally packed() {
        Tally copy = new Tally();
        latencies.keySet().forEach(outcome -> copy.latencies.put(outcome, new PackedHistogram(SIGNIFICANT_DIGITS)));
        copy.add(this);
        return copy;
    }

    /** The id of the slowest request's trace, or null if requests were not traced. */
    public @Nullable String slowestTrace() {
        return Trace.id(slowest);
    }

    /** Counts a request that ended at a time on {@link System#nanoTime}; status 0 means none. */
    public void add(RequestOutcome outcome, int status, long latencyNanos, long end) {
        latencies
                .computeIfAbsent(outcome, o -> new Histogram(SIGNIFICANT_DIGITS))
                .recordValue(Math.max(0, latencyNanos));
        trend.add((double) (end - latencyNanos), (double) latencyNanos);
        if (outcome == RequestOutcome.SUCCEEDED) {
            successes.add(end, (double) latencyNanos);
        }
        if (status != 0) {
            statuses.computeIfAbsent(status, s -> new long[1])[0]++;
        }
    }

    public void add(Tally other) {
        other.latencies.forEach((outcome, histogram) -> latencies
                .computeIfAbsent(outcome, o -> new Histogram(SIGNIFICANT_DIGITS))
                .add(histogram));
        other.statuses.forEach((status, count) -> statuses.computeIfAbsent(status, s -> new long[1])[0] += count[0]);
        successes.add(other.successes);
        trend.add(other.trend);
        trace(other.slowest, other.slowestNanos);
    }

    /**
     * Half the width of the 95 % confidence interval of the mean latency of the successes, in nanoseconds, or NaN if there
     * are too few.
     *
     * @param callers requests in progress at once
     */
    public double meanError(int callers) {
        return successes.halfWidth(callers);
    }

    /**
     * By how many seconds latencies, however requests ended, grow at least from one second of the run to the next: the
     * slope of a straight line, less two standard errors. Below 0 or NaN if it is not sure that they grow. The confidence
     * would be about 97 % if the latencies were independent, which those in a queue are not. So it is only used together
     * with missing requests.
     */
    public double sureGrowth() {
        return trend.sureSlope();
    }

    /** How many requests had that outcome. */
    public long count(RequestOutcome outcome) {
        Histogram histogram = latencies.get(outcome);
        return histogram == null ? 0 : histogram.getTotalCount();
    }

    /** All requests that were sent. */
    public long sent() {
        return latencies.values().stream().mapToLong(Histogram::getTotalCount).sum();
    }

    /** The latencies in nanoseconds of the requests with that outcome; empty if there was none. */
    public Histogram latencies(RequestOutcome outcome) {
        Histogram histogram = latencies.get(outcome);
        return histogram == null ? new Histogram(SIGNIFICANT_DIGITS) : histogram;
    }

    /** Complete responses by status. */
    public SortedMap<Integer, Long> statuses() {
        SortedMap<Integer, Long> counts = new TreeMap<>();
        statuses.forEach((status, count) -> counts.put(status, count[0]));
        return Collections.unmodifiableSortedMap(counts);
    }
}

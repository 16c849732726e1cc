package smart.bench.result;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One level in {@code report.json}. Times are in milliseconds. {@code sent} is always the sum of {@code succeeded},
 * {@code failed}, {@code timedOut} and {@code unfinished}.
 *
 * @param concurrency requests in progress at once, in a closed model
 * @param rate requests that were due per second, in an open model
 * @param statuses complete responses by status
 * @param failures failed requests by cause
 * @param durationMs from the first measured request until no more were sent
 * @param throughput successful requests per second in that time
 * @param meanMs mean response time of successful requests; percentiles and maximum also cover only these
 * @param meanErrorMs half the width of the mean's 95 % confidence interval
 * @param minMs the shortest response time
 * @param p90Ms null below 100 samples: about ten must lie beyond
 * @param p95Ms null below 200 samples
 * @param p99Ms null below 1,000 samples
 * @param p999Ms null below 10,000 samples
 * @param withErrors the percentiles of all requests, if some did not succeed
 * @param generatorLimited whether the generator rather than the target was the limit
 * @param measuredConcurrency requests that ended per second times their mean time (Little's law)
 * @param others response times of unsuccessful requests, by outcome
 * @param unsent requests of an open model that could not be sent within the timeout
 * @param late requests of an open model that were sent more than 10 ms late
 * @param warmupMs the warm-up of an open model as it was used
 * @param note what the reader should know about this level, or null
 * @param slowestTrace the id of the slowest request's trace, however it ended, or null if requests were not traced
 */
public record LevelResult(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer concurrency,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double rate,
        long sent,
        long succeeded,
        long failed,
        long timedOut,
        long unfinished,
        SortedMap<String, Long> statuses,
        SortedMap<String, Long> failures,
        @Nullable Double durationMs,
        @Nullable Double throughput,
        @Nullable Double meanMs,
        @Nullable Double meanErrorMs,
        @Nullable Double minMs,
        @Nullable Double p50Ms,
        @Nullable Double p90Ms,
        @Nullable Double p95Ms,
        @Nullable Double p99Ms,
        @Nullable Double p999Ms,
        @Nullable Double maxMs,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Percentiles withErrors,
        boolean generatorLimited,
        @Nullable Double measuredConcurrency,
        Map<String, Times> others,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long unsent,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long late,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double warmupMs,
        @Nullable String note,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String slowestTrace) {

    /** The response times of requests with one outcome, in milliseconds. */
    public record Times(long count, double meanMs, double p50Ms, double maxMs) {}

    /**
     * Percentiles in milliseconds of all requests, where an unsuccessful one counts as never ending; null for "never",
     * or with too few samples.
     */
    public record Percentiles(
            @Nullable Double p50Ms,
            @Nullable Double p90Ms,
            @Nullable Double p95Ms,
            @Nullable Double p99Ms,
            @Nullable Double p999Ms) {}

    /** The share of unsuccessful requests, from 0 to 1, including those that could not be sent; 0 without requests. */
    @JsonIgnore
    public double errorShare() {
        return errors().share();
    }

    /** Those that were due, and how many of them did not succeed. */
    @JsonIgnore
    public ErrorCount errors() {
        return new ErrorCount(due() - succeeded, due());
    }

    /** The requests that were sent, and those that could not be. */
    @JsonIgnore
    public long due() {
        return sent + (unsent == null ? 0 : unsent);
    }

    /** The percentiles of all requests, also if all succeeded. */
    @JsonIgnore
    public Percentiles ofAll() {
        return withErrors != null ? withErrors : new Percentiles(p50Ms, p90Ms, p95Ms, p99Ms, p999Ms);
    }

    /** The same with another error of the mean, in milliseconds. */
    LevelResult withMeanError(double error) {
        return new LevelResult(
                concurrency,
                rate,
                sent,
                succeeded,
                failed,
                timedOut,
                unfinished,
                statuses,
                failures,
                durationMs,
                throughput,
                meanMs,
                error,
                minMs,
                p50Ms,
                p90Ms,
                p95Ms,
                p99Ms,
                p999Ms,
                maxMs,
                withErrors,
                generatorLimited,
                measuredConcurrency,
                others,
                unsent,
                late,
                warmupMs,
                note,
                slowestTrace);
    }

    /** The level's place on the axis: its concurrency, or its rate. */
    @JsonIgnore
    public double load() {
        if (concurrency != null) {
            return concurrency;
        }
        return rate == null ? 0 : rate;
    }
}

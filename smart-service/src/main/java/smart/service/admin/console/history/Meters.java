package smart.service.admin.console.history;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import smart.service.backend.attempt.FineBuckets;
import smart.service.backend.attempt.LatencyTimer;
import smart.service.limit.InFlightLimiter;
import smart.service.request.Outcome;

/** Reads the service's counters. The names are those in Dropwizard's registry. Safe for use by many threads. */
public final class Meters {
    public static final String CALLS = "smart.requests.";
    public static final String REJECTED = CALLS + "rejected";
    public static final String TIMEOUT = CALLS + "timeout";
    static final String GONE = CALLS + "client_gone";
    static final String BAD_REQUEST = CALLS + "bad_request";
    public static final String INTERNAL = CALLS + "internal";
    /** The calls that passed the limit, by outcome. */
    static final List<String> ADMITTED = Stream.of(Outcome.values())
            .filter(Outcome::isAdmitted)
            .map(outcome -> CALLS + outcome.label())
            .toList();

    static final String ATTEMPTS = "smart.backend.attempts.";
    static final String SUCCEEDED = ATTEMPTS + "success";
    static final String CANCELLED = ATTEMPTS + "cancelled";
    static final String FAILED = ATTEMPTS + "failure";
    public static final String INTERNAL_ATTEMPTS = ATTEMPTS + "internal";
    static final String ERRORS = "smart.backend.errors.";
    static final String HEDGES = "smart.hedges.";
    public static final String SENT = HEDGES + "sent";
    public static final String SUPPRESSED = HEDGES + "suppressed";
    public static final String DROPPED = "smart.error_notes_dropped";
    private static final String OURS = "smart.";

    private final MetricRegistry metrics;
    private final InFlightLimiter limiter;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    // Guarded by this.
    private double used;
    private long lastNanos;

    /**
     * @param metrics the registry, which already has all the metrics
     * @param clock the time of day
     * @param nanoTime the clock that measures, in nanoseconds
     */
    public Meters(MetricRegistry metrics, InFlightLimiter limiter, InstantSource clock, LongSupplier nanoTime) {
        this.metrics = metrics;
        this.limiter = limiter;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.lastNanos = nanoTime.getAsLong();
    }

    /** The counters now. The peak of calls in flight covers the time since the previous call of this method. */
    public synchronized Sample read() {
        long nanos = nanoTime.getAsLong();
        int limit = limiter.limit();
        used += (double) limiter.inFlight() / limiter.settings().max() * (nanos - lastNanos);
        lastNanos = nanos;
        Map<String, Long> counters = new HashMap<>();
        metrics.getCounters((name, metric) -> name.startsWith(OURS))
                .forEach((name, counter) -> counters.put(name, counter.getCount()));
        return new Sample(
                clock.millis(),
                nanos,
                counters,
                buckets("smart.request.duration"),
                buckets("smart.backend.attempt.duration"),
                limiter.takeMostInFlight(),
                limit,
                used);
    }

    /** The rest of the counters' names after {@code prefix}, sorted. */
    List<String> labels(String prefix) {
        return metrics.getCounters((name, metric) -> name.startsWith(prefix)).keySet().stream()
                .map(name -> name.substring(prefix.length()))
                .sorted()
                .toList();
    }

    /**
     * A percentile of the durations recorded between two samples, in milliseconds; NaN if there were none.
     *
     * @param before counts of an earlier {@link Sample}
     * @param after counts of a later one
     */
    static double percentileMillis(long[] before, long[] after, double percentile) {
        return FineBuckets.percentileMillis(before, after, percentile);
    }

    private long[] buckets(String name) {
        Timer timer = metrics.getTimers().get(name);
        if (timer instanceof LatencyTimer latency) {
            return latency.fineCounts();
        }
        throw new IllegalStateException("no timer " + name);
    }
}

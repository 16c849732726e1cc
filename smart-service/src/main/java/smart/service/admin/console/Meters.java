package smart.service.admin.console;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import smart.service.backend.attempt.LatencyTimer;
import smart.service.limit.InFlightLimiter;

/** Looks at what the service counts. The names are those of Dropwizard's registry. Safe for use by many threads. */
public final class Meters {
    static final String CALLS = "smart.requests.";
    static final String REJECTED = CALLS + "rejected";
    static final String TIMEOUT = CALLS + "timeout";
    static final String INTERNAL = CALLS + "internal";
    static final String ATTEMPTS = "smart.backend.attempts.";
    static final String SUCCEEDED = ATTEMPTS + "success";
    static final String FAILED = ATTEMPTS + "failure";
    static final String ERRORS = "smart.backend.errors.";
    static final String HEDGES = "smart.hedges.";
    static final String SENT = HEDGES + "sent";
    static final String SUPPRESSED = HEDGES + "suppressed";
    static final String DROPPED = "smart.error_notes_dropped";
    private static final String OURS = "smart.";

    private final MetricRegistry metrics;
    private final InFlightLimiter limiter;
    private final InstantSource clock;
    private final LongSupplier nanoTime;

    /**
     * @param metrics in which all that is counted has been registered
     * @param clock what time it is
     * @param nanoTime the clock that measures, in nanoseconds
     */
    public Meters(MetricRegistry metrics, InFlightLimiter limiter, InstantSource clock, LongSupplier nanoTime) {
        this.metrics = metrics;
        this.limiter = limiter;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** What the counters say now. */
    Reading read() {
        Map<String, Long> counters = new HashMap<>();
        metrics.getCounters((name, metric) -> name.startsWith(OURS))
                .forEach((name, counter) -> counters.put(name, counter.getCount()));
        return new Reading(
                clock.millis(),
                nanoTime.getAsLong(),
                counters,
                buckets("smart.request.duration"),
                buckets("smart.backend.attempt.duration"),
                limiter.inFlight(),
                limiter.limit());
    }

    /** What follows {@code prefix} in the names of the counters, sorted. */
    List<String> labels(String prefix) {
        return metrics.getCounters((name, metric) -> name.startsWith(prefix)).keySet().stream()
                .map(name -> name.substring(prefix.length()))
                .sorted()
                .toList();
    }

    private long[] buckets(String name) {
        Timer timer = metrics.getTimers().get(name);
        if (timer instanceof LatencyTimer latency) {
            return latency.fineCounts();
        }
        throw new IllegalStateException("no timer " + name);
    }
}

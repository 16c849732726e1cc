package smart.service.request;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import smart.service.backend.attempt.LatencyTimer;

/**
 * Counts calls: {@code smart.requests.<outcome>}, and the timer {@code smart.request.duration} for those that passed the
 * limit. If refused or invalid calls were in it, calls would seem faster the more of them Smart refuses.
 */
public final class CallMetrics {
    private final Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);
    private final Timer duration;

    public CallMetrics(MetricRegistry registry) {
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(outcome, registry.counter("smart.requests." + outcome.label()));
        }
        duration = registry.timer("smart.request.duration", LatencyTimer::new);
    }

    void ended(Outcome outcome, long nanos) {
        Objects.requireNonNull(outcomes.get(outcome)).inc();
        if (outcome.isAdmitted()) {
            duration.update(nanos, TimeUnit.NANOSECONDS);
        }
    }
}

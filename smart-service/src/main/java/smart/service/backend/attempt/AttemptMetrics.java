package smart.service.backend.attempt;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import smart.service.backend.BackendFailure;

/**
 * Counts attempts: {@code smart.backend.attempts.<result>}, {@code smart.backend.errors.<kind>} and the timer
 * {@code smart.backend.attempt.duration}, which leaves out cancelled attempts, since they tell nothing about the
 * backend.
 */
public final class AttemptMetrics implements AttemptListener {
    private final Map<Result, Counter> results = new EnumMap<>(Result.class);
    private final Map<BackendFailure.Kind, Counter> errors = new EnumMap<>(BackendFailure.Kind.class);
    private final Timer duration;

    public AttemptMetrics(MetricRegistry registry) {
        for (Result result : Result.values()) {
            results.put(
                    result,
                    registry.counter("smart.backend.attempts." + result.name().toLowerCase(Locale.ROOT)));
        }
        for (BackendFailure.Kind kind : BackendFailure.Kind.values()) {
            errors.put(kind, registry.counter("smart.backend.errors." + kind.label()));
        }
        duration = registry.timer("smart.backend.attempt.duration", LatencyTimer::new);
    }

    @Override
    public void ended(Attempt attempt) {
        counter(results, attempt.result()).inc();
        if (attempt.failure() != null) {
            counter(errors, attempt.failure().kind()).inc();
        }
        if (attempt.result() != Result.CANCELLED) {
            duration.update(attempt.elapsedNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private static <E extends Enum<E>> Counter counter(Map<E, Counter> counters, E key) {
        return java.util.Objects.requireNonNull(counters.get(key));
    }
}

package smart.service.backend.attempt;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import smart.service.backend.BackendFailure;
import smart.service.backend.BackendFailure.Kind;
import smart.service.backend.attempt.AttemptListener.Attempt;

/**
 * Which timeouts tell little about the backend: those after less than a second and less than half of {@code
 * backend.timeout}. A caller may ask for a short timeout, and no machine is ill because of that. Safe for use by many
 * threads.
 *
 * @param timeout of a call
 */
public record ShortTimeouts(Supplier<Duration> timeout) {
    private static final long ENOUGH_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Whether the attempt is one of them. */
    public boolean contain(Attempt attempt) {
        BackendFailure failure = attempt.failure();
        return failure != null && failure.kind() == Kind.TIMEOUT && !isLong(attempt.elapsedNanos());
    }

    /** Whether an attempt that took so long tells something, whatever ended it. */
    boolean isLong(long elapsedNanos) {
        return elapsedNanos >= Math.min(ENOUGH_NANOS, timeout.get().toNanos() / 2);
    }
}

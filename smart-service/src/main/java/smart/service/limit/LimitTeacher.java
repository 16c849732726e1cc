package smart.service.limit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import smart.service.backend.BackendFailure;
import smart.service.backend.attempt.AttemptListener;
import smart.service.backend.attempt.ShortTimeouts;
import smart.service.limit.rule.LimitRule.Sign;

/**
 * Reports first attempts to the limiter: those with a response, a timeout, or a pushback. Extra attempts, cancelled
 * ones and other failures carry no information about the limit. Safe for use by many threads.
 *
 * <p>Of {@link ShortTimeouts} it reports one in {@value #SHORT_TIMEOUTS}. They are the callers' own, and must not lower
 * the limit for all as long as other calls are answered. But if the backend answers hardly any call in time, nothing
 * else tells that the limit is too high.
 */
public final class LimitTeacher implements AttemptListener {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;
    /** Of so many short timeouts it reports one. */
    private static final int SHORT_TIMEOUTS = 10;

    private final InFlightLimiter limiter;
    private final ShortTimeouts shortTimeouts;
    private final AtomicInteger shortOnes = new AtomicInteger();

    /** @param timeout of a call */
    public LimitTeacher(InFlightLimiter limiter, Supplier<Duration> timeout) {
        this.limiter = limiter;
        this.shortTimeouts = new ShortTimeouts(timeout);
    }

    @Override
    public void ended(Attempt attempt) {
        if (attempt.request().attempt() != 1) {
            return;
        }
        if (attempt.result() == Result.SUCCESS) {
            limiter.ended(attempt.elapsedNanos(), Sign.ANSWERED);
        } else if (attempt.failure() != null && !leavesOut(attempt)) {
            failed(attempt.elapsedNanos(), attempt.failure());
        }
    }

    private void failed(long nanos, BackendFailure failure) {
        if (failure.kind() == BackendFailure.Kind.TIMEOUT) {
            limiter.ended(nanos, Sign.TIMED_OUT);
        } else if (failure instanceof BackendFailure.Status status
                && isPushback(status.response().status())) {
            limiter.ended(nanos, Sign.PUSHED_BACK);
        }
    }

    /** Counts the short timeouts: of so many one tells the limit something. */
    private boolean leavesOut(Attempt attempt) {
        return shortTimeouts.contain(attempt) && shortOnes.incrementAndGet() % SHORT_TIMEOUTS != 0;
    }

    private static boolean isPushback(int status) {
        return status == UNAVAILABLE || status == TOO_MANY_REQUESTS;
    }
}

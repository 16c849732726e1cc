package smart.service.limit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import smart.service.backend.BackendFailure;
import smart.service.backend.attempt.AttemptListener;
import smart.service.backend.attempt.ShortTimeouts;
import smart.service.limit.rule.LimitRule.Sign;

/**
 * Reports first attempts to the limiter: those with a response, a timeout, or a pushback, and those whose caller has
 * left. Extra attempts, attempts that an extra one has outrun, and other failures carry no information about the limit.
 * Safe for use by many threads.
 *
 * <p>Of {@link ShortTimeouts} and of callers that have left it reports one in {@value #OWN_TIMES}, as a timeout. How
 * long they wait is the callers' own choice, and must not lower the limit for all as long as other calls are answered.
 * But if the backend answers hardly any call in time, nothing else tells that the limit is too high.
 *
 * <p>{@link smart.service.backend.attempt.AddressOutcomes} must listen too, in whatever order: it records the winner, and
 * all listeners have heard of the winner before a loser is cancelled.
 */
public final class LimitTeacher implements AttemptListener {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;
    /** Of so many attempts that ended at a caller's own time it reports one. */
    private static final int OWN_TIMES = 10;

    private final InFlightLimiter limiter;
    private final ShortTimeouts shortTimeouts;
    private final AtomicInteger ownTimes = new AtomicInteger();

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
        switch (attempt.result()) {
            case SUCCESS -> limiter.ended(attempt.elapsedNanos(), Sign.ANSWERED);
            case FAILURE -> failed(attempt);
            case CANCELLED -> cancelled(attempt);
            case INTERNAL -> {} // It says nothing about the backend.
        }
    }

    private void failed(Attempt attempt) {
        BackendFailure failure = attempt.failure();
        if (failure instanceof BackendFailure.Status status) {
            if (isPushback(status.response().status())) {
                limiter.ended(attempt.elapsedNanos(), Sign.PUSHED_BACK);
            }
        } else if (failure != null
                && failure.kind() == BackendFailure.Kind.TIMEOUT
                && (!shortTimeouts.contain(attempt) || countsOwnTime())) {
            limiter.ended(attempt.elapsedNanos(), Sign.TIMED_OUT);
        }
    }

    /** The caller has left, unless an extra attempt was faster. Smart cancels calls of its own accord only when it stops. */
    private void cancelled(Attempt attempt) {
        if (!attempt.request().used().isOutrun(1) && countsOwnTime()) {
            limiter.ended(attempt.elapsedNanos(), Sign.TIMED_OUT);
        }
    }

    private boolean countsOwnTime() {
        return ownTimes.incrementAndGet() % OWN_TIMES == 0;
    }

    private static boolean isPushback(int status) {
        return status == UNAVAILABLE || status == TOO_MANY_REQUESTS;
    }
}

package smart.service.limit;

import smart.service.backend.BackendFailure;
import smart.service.backend.attempt.AttemptListener;
import smart.service.limit.rule.LimitRule.Sign;

/**
 * Reports first attempts to the limiter: those with a response, a timeout, or a pushback. Extra attempts, cancelled
 * ones and other failures carry no information about the limit. Safe for use by many threads.
 */
public final class LimitTeacher implements AttemptListener {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    private final InFlightLimiter limiter;

    public LimitTeacher(InFlightLimiter limiter) {
        this.limiter = limiter;
    }

    @Override
    public void ended(Attempt attempt) {
        if (attempt.request().attempt() != 1) {
            return;
        }
        if (attempt.result() == Result.SUCCESS) {
            limiter.ended(attempt.elapsedNanos(), Sign.ANSWERED);
        } else if (attempt.failure() != null) {
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

    private static boolean isPushback(int status) {
        return status == UNAVAILABLE || status == TOO_MANY_REQUESTS;
    }
}

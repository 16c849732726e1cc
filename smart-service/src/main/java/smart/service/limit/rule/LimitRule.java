package smart.service.limit.rule;

/**
 * The rule that determines the limit of calls in flight. Callers report the attempts that it learns from. Safe for use
 * by many threads without blocking.
 */
public interface LimitRule {

    /** The most calls in flight now, at least 1. It must be cheap, since each call reads it. */
    int now();

    /**
     * A first attempt has ended.
     *
     * @param nanos its duration
     * @param inFlight the calls in flight when it ended, including its own
     */
    void ended(long nanos, int inFlight, Sign sign);

    /** What the result of an attempt tells about the backend's load. */
    enum Sign {
        /** It got a response, so its duration counts. */
        ANSWERED,
        /** No response in time. */
        TIMED_OUT,
        /** The backend reported overload: 503 or 429. */
        PUSHED_BACK
    }
}

package smart.service.limit.rule;

/** How many calls may be in progress. What it learns from is told to it. Safe for use by many threads; nothing waits. */
public interface LimitRule {

    /** The most calls that may be in progress now, at least 1. Cheap: asked for every call. */
    int now();

    /**
     * A first attempt has ended.
     *
     * @param nanos what it took
     * @param inFlight the calls in progress as it ended, its own among them
     */
    void ended(long nanos, int inFlight, Sign sign);

    /** What the end of an attempt says of the backend's load. */
    enum Sign {
        /** It was answered: how long that took says something. */
        ANSWERED,
        /** No answer within its time. */
        TIMED_OUT,
        /** The backend has said that it is overloaded: 503 or 429. */
        PUSHED_BACK
    }
}

package smart.service.limit;

/** A call was refused, because as many as allowed are in progress. It has no stack trace: it is no error of ours. */
public final class LimitReached extends Exception {

    /** @param limit the most calls that may be in progress */
    LimitReached(int limit) {
        super("at most " + limit + " calls may be in flight", null, false, false);
    }
}

package smart.service.limit;

/**
 * A call was refused because the limit of calls in flight is reached. It has no stack trace, since it is no bug of
 * Smart.
 */
public final class LimitReached extends Exception {

    /** @param limit the most calls in flight */
    LimitReached(int limit) {
        super("at most " + limit + " calls may be in flight", null, false, false);
    }
}

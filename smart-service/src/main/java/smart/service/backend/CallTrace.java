package smart.service.backend;

/**
 * The trace of a call, to which the stages of the request path report. For an untraced call
 * {@link BackendRequest#trace()} is null, so disabled tracing costs nothing. Any thread may use it; it never blocks or
 * throws.
 */
public interface CallTrace {

    /** Why an extra attempt is made. */
    enum HedgeReason {
        /** The attempts before it took longer than the delay. */
        DELAY,
        /** An earlier attempt failed. */
        FAILURE
    }

    /** The trace's id: 32 hexadecimal digits in lower case (W3C Trace Context, section 3.2.2.3). */
    String id();

    /** Something happened to the call as a whole. */
    void event(String what);

    /** An extra attempt is about to be sent; {@code attempt} is its number, from 2. */
    void hedged(int attempt, HedgeReason reason);

    /** That attempt won: its response goes to the caller, and the others are about to be cancelled. */
    void won(int attempt);
}

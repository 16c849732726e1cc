package smart.service.limit.rule;

/**
 * A limit that keeps shrinking because of latency.
 *
 * @param limit the limit at the beginning
 * @param median the latency at the beginning
 * @param newest the latency of the newest window
 */
record Shrinking(double limit, long median, long newest) {
    /** When the limit has shrunk to this share, the latency of a queue of our own calls would have shrunk too. */
    private static final double ENOUGH = 0.6;
    /** The limit must also have shrunk by this many calls, since a few calls of a low limit are noise. */
    private static final double ENOUGH_CALLS = 20;
    /** A latency that still rises means nothing yet: the earlier queue has not been served. */
    private static final double RISING = 1.15;

    static Shrinking from(double limit, long median) {
        return new Shrinking(limit, median, median);
    }

    Shrinking and(long newer) {
        return new Shrinking(limit, median, newer);
    }

    /** Whether the backend is permanently slower, and not overloaded: fewer calls did not make it faster. */
    boolean isInVain(double now, long latency) {
        double calls = now / limit;
        return calls <= ENOUGH
                && limit - now >= ENOUGH_CALLS
                && latency <= RISING * newest
                && latency > median * (1 + calls) / 2;
    }
}

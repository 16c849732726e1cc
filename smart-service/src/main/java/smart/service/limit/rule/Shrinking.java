package smart.service.limit.rule;

/**
 * A limit that has been shrinking for the latency without a pause.
 *
 * @param limit where it began
 * @param median the latency there
 * @param newest the latency of the newest window
 */
record Shrinking(double limit, long median, long newest) {
    /** Shrunk to this share, the latency of a queue of our own would have shrunk along. */
    private static final double ENOUGH = 0.6;
    /** And by so many calls: the few of a low limit are noise. */
    private static final double ENOUGH_CALLS = 20;
    /** A latency that still rises says nothing yet: the queue of before is still to come. */
    private static final double RISING = 1.15;

    static Shrinking from(double limit, long median) {
        return new Shrinking(limit, median, median);
    }

    Shrinking and(long newer) {
        return new Shrinking(limit, median, newer);
    }

    /** Whether fewer calls have made the backend no faster: it is slower for good, not overloaded. */
    boolean isInVain(double now, long latency) {
        double calls = now / limit;
        return calls <= ENOUGH
                && limit - now >= ENOUGH_CALLS
                && latency <= RISING * newest
                && latency > median * (1 + calls) / 2;
    }
}

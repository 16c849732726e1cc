package smart.service.limit;

/**
 * A limit that an operator has set.
 *
 * @param now the most calls that may be in progress
 */
record FixedLimit(int now) implements LimitRule {

    @Override
    public void ended(long nanos, int inFlight, Sign sign) {
        // It learns nothing.
    }
}

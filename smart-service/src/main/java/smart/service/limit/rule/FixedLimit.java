package smart.service.limit.rule;

/**
 * A limit that an operator has set.
 *
 * @param now the most calls in flight
 */
public record FixedLimit(int now) implements LimitRule {

    @Override
    public void ended(long nanos, int inFlight, Sign sign) {
        // It learns nothing.
    }
}

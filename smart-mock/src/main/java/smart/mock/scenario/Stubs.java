package smart.mock.scenario;

import java.util.List;

/**
 * Scenarios for different requests. The first matching stub takes a request; the others do not change. Without a match
 * the response is 404. Immutable.
 *
 * @param stubs 1 to {@link #MAX_STUBS}, with no more than {@link Scenario#MAX_ENTRIES} entries together
 */
public record Stubs(List<Stub> stubs) implements Behaviour {
    /** The most stubs. Each request may have to try all of them. */
    public static final int MAX_STUBS = 1_000;

    public static final String ALLOWED = "there are 1 to " + MAX_STUBS + " stubs";

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException saying what is allowed
     */
    public Stubs {
        if (stubs.isEmpty() || stubs.size() > MAX_STUBS) {
            throw new IllegalArgumentException(ALLOWED + ", not " + stubs.size());
        }
        if (stubs.stream().mapToLong(stub -> stub.scenario().entries().size()).sum() > Scenario.MAX_ENTRIES) {
            throw new IllegalArgumentException(Scenario.TOO_MANY);
        }
        stubs = List.copyOf(stubs);
    }
}

package smart.mock.scenario;

import java.util.List;
import smart.mock.reply.Reply;

/**
 * Replies in their order, and what follows them. Immutable.
 *
 * @param entries up to {@link #MAX_ENTRIES}
 * @param then what follows the last entry
 */
public record Scenario(List<Reply> entries, UsedUp then) implements Behaviour {
    /** The most entries a scenario can have. */
    public static final int MAX_ENTRIES = 1_000_000;

    public static final String TOO_MANY = "a scenario has at most " + MAX_ENTRIES + " entries";

    /** No entries: the random behaviour. */
    public static final Scenario NONE = new Scenario(List.of(), UsedUp.RANDOM);

    /**
     * Checks the scenario.
     *
     * @throws IllegalArgumentException if it has too many entries, or none to repeat
     */
    public Scenario {
        if (entries.size() > MAX_ENTRIES) {
            throw new IllegalArgumentException(TOO_MANY);
        }
        if (entries.isEmpty() && (then == UsedUp.REPEAT || then == UsedUp.LAST)) {
            throw new IllegalArgumentException("then \"" + then.wireName() + "\" needs at least one entry");
        }
        entries = List.copyOf(entries);
    }

    /**
     * This scenario, for all requests.
     *
     * @throws IllegalArgumentException if it passes requests on, as only a stub can
     */
    public Scenario forAll() {
        if (then == UsedUp.NEXT) {
            throw new IllegalArgumentException(
                    "then \"next\" is for a stub, which has one after it; here it is repeat, last, random or fail");
        }
        return this;
    }
}

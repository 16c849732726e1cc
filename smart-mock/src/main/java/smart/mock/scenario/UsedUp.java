package smart.mock.scenario;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What follows the last entry of a scenario, or of a stub. */
public enum UsedUp {
    /** The first entry again. */
    REPEAT,
    /** The last entry, for ever. */
    LAST,
    /** The random behaviour. */
    RANDOM,
    /** 500: a request that the scenario's author did not expect. */
    FAIL,
    /** The next matching stub, or 404 if there is none. Only a stub may have it. */
    NEXT;

    /**
     * The value of that name in a scenario's {@code then}.
     *
     * @throws IllegalArgumentException with the allowed names, if there is none
     */
    public static UsedUp named(String name) {
        return Arrays.stream(values())
                .filter(value -> value.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("then is one of "
                        + Arrays.stream(values()).map(UsedUp::allowed).collect(Collectors.joining(", ")) + ", not \""
                        + name + "\""));
    }

    private String allowed() {
        return this == NEXT ? wireName() + " (only in a stub)" : wireName();
    }

    /** As written in a scenario. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

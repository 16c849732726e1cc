package smart.service.config;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * An invalid parameter of a task or a query. The message is one line that says what is allowed. It has no stack trace,
 * since it is no bug of Smart.
 */
public final class BadParameter extends Exception {
    public BadParameter(String message) {
        super(message, null, false, false);
    }

    /**
     * Refuses names that are not known.
     *
     * @throws BadParameter if there is one; it says which ones are known
     */
    public static void refuseOthers(Collection<String> names, Collection<String> known) throws BadParameter {
        for (String name : names) {
            if (!known.contains(name)) {
                throw new BadParameter(name + " is not known; known here: "
                        + (known.isEmpty() ? "none" : known.stream().sorted().collect(Collectors.joining(", "))));
            }
        }
    }
}

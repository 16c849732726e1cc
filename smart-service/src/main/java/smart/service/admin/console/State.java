package smart.service.admin.console;

import java.util.List;
import java.util.Locale;

/**
 * How the service is, in words.
 *
 * @param rule which of {@link StateRules} says so
 * @param level how bad it is for callers
 * @param title what a person on call reads first
 * @param facts the figures behind it
 * @param cause where to look
 */
record State(Rule rule, Level level, String title, List<String> facts, Cause cause) {
    /** In the order in which they count. */
    enum Rule {
        INTERNAL_ERRORS,
        BACKEND_FAILING,
        REFUSING,
        ERROR_LOG,
        DRAINING,
        BACKEND_SLOW,
        BACKEND_ERRORS,
        HEDGING_BUDGET,
        NOTES_DROPPED,
        NO_TRAFFIC,
        HEALTHY
    }

    enum Level {
        OK,
        WARN,
        BAD;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    enum Cause {
        NONE,
        BACKEND,
        LIMIT,
        US,
        DRAIN;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

package smart.service.admin.console.state;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A state of the service, in words.
 *
 * @param rule the rule of {@link StateRules} that applies
 * @param level how bad it is for callers
 * @param title the headline for the person on call
 * @param facts the figures behind it
 * @param cause where to look
 */
public record State(Rule rule, Level level, String title, List<String> facts, Cause cause) {
    /** By level. */
    public static final Comparator<State> WORST_FIRST =
            Comparator.comparing(State::level).reversed();

    /** With the rule's own title. */
    State(Rule rule, Level level, List<String> facts, Cause cause) {
        this(rule, level, rule.title(), facts, cause);
    }

    /** In the order in which they count. */
    public enum Rule {
        INTERNAL_ERRORS("Internal errors"),
        BACKEND_FAILING("Backend failing"),
        CALLS_FAILING("Calls failing"),
        REFUSING("Calls refused"),
        CALLS_SLOW("Calls slow"),
        ERROR_LOG("Error log not writable"),
        NOT_READY("Not ready"),
        DRAINING("Draining"),
        BACKEND_SLOW("Backend slow"),
        BACKEND_ERRORS("Backend errors"),
        CALLERS_GONE("Callers give up"),
        NEAR_LIMIT("Near the limit"),
        PORT_NEARLY_FULL("Port nearly full"),
        CONNECTIONS("Attempts wait for a connection"),
        HEDGING_BUDGET("Hedging budget spent"),
        NOTES_DROPPED("Error notes dropped"),
        /** The problem is over; an alert that looks back at it lasts. */
        RECOVERING("Recovering"),
        TRAFFIC_STOPPED("Calls have stopped"),
        NO_TRAFFIC("No traffic"),
        RECOVERED("Recovered"),
        HEALTHY("Healthy");

        private final String title;

        Rule(String title) {
            this.title = title;
        }

        /** The name of the state, without figures. */
        public String title() {
            return title;
        }
    }

    public enum Level {
        OK,
        /** Neither good nor bad. */
        IDLE,
        WARN,
        BAD;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        public boolean isWrong() {
            return compareTo(WARN) >= 0;
        }
    }

    public enum Cause {
        NONE,
        BACKEND,
        LIMIT,
        US,
        /** One of two, and no figure tells which. */
        UNKNOWN,
        DRAIN,
        /** It ends by itself. */
        WAIT,
        CALLERS;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

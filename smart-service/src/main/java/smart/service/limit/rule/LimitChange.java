package smart.service.limit.rule;

/**
 * A change of an adaptive limit.
 *
 * @param reason why
 * @param from the limit before
 * @param to the limit now
 * @param at the time on the limiter's clock
 */
public record LimitChange(Reason reason, int from, int to, long at) {

    /** The change in words: {@code from 60 to 48: the backend ...}. */
    public String words() {
        return "from " + from + " to " + to + ": " + reason.words();
    }

    /** Why a limit changes. The label is the metric's, the words are the console's. */
    public enum Reason {
        ROOM("room", "the limit was in use, and the backend was as fast as when it is unloaded"),
        LATENCY("latency", "the backend was slower than when it is unloaded: calls queued there"),
        TIMEOUTS("timeouts", "at least half of the attempts timed out"),
        PUSHBACK("pushback", "the backend answered 503 or 429"),
        MEASURING("measuring", "Smart measures the unloaded backend's latency, with fewer calls for a moment"),
        MEASURED("measured", "Smart measured the unloaded backend's latency again"),
        SLOWER("slower", "fewer calls did not make the backend faster: it is slower, not overloaded"),
        OPERATOR("operator", "an operator changed the settings");

        private final String label;
        private final String words;

        Reason(String label, String words) {
            this.label = label;
            this.words = words;
        }

        public String label() {
            return label;
        }

        /** In words, for the person on call. */
        public String words() {
            return words;
        }
    }
}

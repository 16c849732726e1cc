package smart.service.limit.rule;

/**
 * A change of an adaptive limit.
 *
 * @param reason why
 * @param from the limit before
 * @param to the limit now
 * @param at when, on the limiter's clock
 */
public record LimitChange(Reason reason, int from, int to, long at) {

    /** What happened, in words: {@code from 60 to 48: the backend ...}. */
    public String words() {
        return "from " + from + " to " + to + ": " + reason.words();
    }

    /** Why a limit changes. The label is the metric's, the words are the console's. */
    public enum Reason {
        ROOM("room", "the limit was in use, and the backend answered as fast as when it is unloaded"),
        LATENCY("latency", "the backend answered more slowly than when it is unloaded: calls queued there"),
        TIMEOUTS("timeouts", "at least half of the attempts timed out"),
        PUSHBACK("pushback", "the backend answered 503 or 429"),
        MEASURING("measuring", "the latency of the unloaded backend is being measured, with fewer calls for a moment"),
        MEASURED("measured", "the latency of the unloaded backend was measured anew"),
        SLOWER("slower", "fewer calls made the backend no faster: it is slower, not overloaded"),
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

        /** In words, for the one who is paged. */
        public String words() {
            return words;
        }
    }
}

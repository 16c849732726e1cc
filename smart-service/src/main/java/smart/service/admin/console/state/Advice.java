package smart.service.admin.console.state;

import java.util.ArrayList;
import java.util.List;
import smart.service.admin.console.state.State.Rule;
import smart.service.backend.BackendFailure.Kind;

/**
 * What to do about a state.
 *
 * @param why the cause
 * @param what what to do, in one or two sentences
 * @param actions buttons that help, the most useful first
 */
public record Advice(String why, String what, List<Action> actions) {
    /**
     * A button of the page.
     *
     * @param to a task, an anchor on the page ({@code #errors}), or a page of the admin port ({@code /threads})
     * @param preset the initial values of its fields, as a query
     */
    public record Action(String to, String text, String preset) {
        Action(String to, String text) {
            this(to, text, "");
        }
    }

    private static final String UNKNOWN_SPEED = "Cancelled attempts do not show the backend's speed: ask it directly. "
            + "If it is slow, a timeout below the callers' own gives them a response. ";

    private static final Action TIMEOUT = new Action("set-timeout", "Timeout…");
    private static final Action LIMIT = new Action("set-limit", "Limit…");
    private static final Action HEDGING_ON = new Action("set-hedging", "Turn on hedging…", "enabled=true");
    private static final Action HEDGING_OFF = new Action("set-hedging", "Turn off hedging…", "enabled=false");
    private static final Action HEDGING = new Action("set-hedging", "Hedging…");
    private static final Action SETTINGS = new Action("#settings", "Settings");
    private static final Action CHECKS = new Action("#checks", "Health checks");
    private static final Action THREADS = new Action("/threads", "Threads");
    private static final Action DRAIN = new Action("drain", "Drain…");
    private static final Action RESUME = new Action("resume", "Resume…");
    private static final Action NOTES = new Action("#errors", "Error notes");
    private static final Action EVENTS = new Action("#events", "What happened");
    private static final Action CLEAR = new Action("clear-error-log", "Clear…");

    public static Advice on(State state, StatusInput s) {
        return switch (state.cause()) {
            case NONE -> none(state);
            case BACKEND -> backend(state, s);
            case LIMIT -> limit(state, s);
            case US -> us(state, s);
            case UNKNOWN -> unknown(state);
            case DRAIN ->
                new Advice(
                        "An operator drained this replica.",
                        "The load balancer removes this replica; it still serves the calls that arrive. Resume it when the work is done.",
                        List.of(RESUME));
            case WAIT -> new Advice("It ends by itself.", "Smart still serves calls.", List.of(CHECKS));
            case CALLERS -> callers(state);
        };
    }

    private static Advice callers(State state) {
        return state.rule() == Rule.PORT_NEARLY_FULL
                ? new Advice(
                        "The cause is the callers: they hold the connections.",
                        "Who has most of them, and does not use or close them? If they need so many, add replicas, or raise "
                                + "callers.maxConnections and restart.",
                        List.of(SETTINGS))
                : new Advice(
                        "The cause is the callers, or the network between them and Smart.",
                        "Is this replica still in the load balancer? Did a deployment or a DNS change move the callers?",
                        List.of(CHECKS));
    }

    private static Advice none(State state) {
        return switch (state.rule()) {
            case RECOVERING ->
                new Advice(
                        "The cause is over a minute old.",
                        "The alert looks back up to 5 minutes and ends by itself. If this state returns again and again, "
                                + "something fails from time to time: look at what happened.",
                        List.of(EVENTS));
            case RECOVERED -> new Advice("Nothing to do now.", "The alert is over.", List.of());
            case NO_TRAFFIC -> new Advice("There are no calls.", "", List.of());
            default -> new Advice("Nothing to do.", "", List.of());
        };
    }

    private static Advice limit(State state, StatusInput s) {
        return new Advice(
                "The cause is load: more calls than the limit allows.",
                state.rule() == Rule.NEAR_LIMIT
                        ? "Smart will refuse calls at the next peak. " + pace(s)
                                + " Raise the limit if it can handle more, or add replicas."
                        : pace(s) + " If it can handle more calls, raise the limit. "
                                + "If not, add replicas or slow the callers down.",
                List.of(LIMIT, SETTINGS));
    }

    /** The backend's speed, where nothing says that it is slow. */
    private static String pace(StatusInput s) {
        if (s.ten().attempts() == 0) {
            return "No attempt ended in the last 10 s, so the backend may hang.";
        }
        if (BackendRules.isOneIn20(s.ten().gone(), s.ten())) {
            return "Callers hung up in the last 10 s, so the backend's speed is not known.";
        }
        return Double.isNaN(s.usualP95())
                ? "The backend's usual speed is not known yet."
                : "The backend is as fast as usual.";
    }

    private static Advice us(State state, StatusInput s) {
        String why = "The cause is Smart itself.";
        return switch (state.rule()) {
            case ERROR_LOG, NOTES_DROPPED -> errorLog(why, s);
            case CONNECTIONS ->
                new Advice(
                        why,
                        "The connection pool is smaller than the limit needs. Raise jerseyClient.maxConnections, "
                                + "or remove it, so that the pool follows the limit. Until then a lower limit helps.",
                        List.of(LIMIT, SETTINGS));
            case CALLS_SLOW ->
                new Advice(
                        why,
                        "Attempts are fast and calls are slow. Look at CPU, garbage collection and threads. "
                                + "Drain this replica if others can take over.",
                        List.of(THREADS, DRAIN));
            case INTERNAL_ERRORS, CALLS_FAILING ->
                new Advice(
                        why,
                        "This is a bug. Report it with the stack trace in the service's log. If it came with a new version, "
                                + "roll back.",
                        List.of(DRAIN));
            default ->
                new Advice(
                        why,
                        "Look at the health checks and the service's log. Drain this replica if others can take over.",
                        List.of(CHECKS, THREADS));
        };
    }

    private static Advice unknown(State state) {
        if (state.rule() == Rule.CALLERS_GONE) {
            return new Advice(
                    "The cause is the backend or the callers.",
                    UNKNOWN_SPEED + "If it is fast, ask them why they hang up.",
                    List.of(TIMEOUT));
        }
        return new Advice(
                "The cause is the backend or Smart.",
                UNKNOWN_SPEED + "If it is fast, look at CPU, garbage collection and threads.",
                List.of(TIMEOUT, THREADS));
    }

    private static Advice errorLog(String why, StatusInput s) {
        long bytes = s.conditions().errorLogBytes();
        String calls = OwnRules.errorLogMakesUnready(s) ? "No calls come here. " : "Calls are not affected. ";
        return bytes > 0
                ? new Advice(
                        why,
                        calls
                                + "Free disk space: Clear empties the current file and frees "
                                + StatusWording.bytes(bytes)
                                + "; older files are beside it. Does the file have the right owner?",
                        List.of(CLEAR, CHECKS))
                : new Advice(
                        why,
                        calls + "Is the disk full or read-only? Does the folder exist? Who owns the file?",
                        List.of(CHECKS));
    }

    private static Advice backend(State state, StatusInput s) {
        List<Action> actions = new ArrayList<>();
        if (s.conditions().errorLogBytes() > 0 && state.rule() != Rule.HEDGING_BUDGET) {
            actions.add(NOTES);
        }
        String what =
                switch (state.rule()) {
                    case BACKEND_SLOW, CALLS_SLOW, CALLERS_GONE, REFUSING -> slow(state, s, actions);
                    case HEDGING_BUDGET -> budget(actions);
                    default ->
                        s.kind().equals("timeout") || isHanging(s) ? slow(state, s, actions) : failure(s, actions);
                };
        return new Advice(
                "The cause is the backend, " + s.conditions().backend() + ", not Smart.", what, List.copyOf(actions));
    }

    /** Nothing ended but what callers gave up. */
    private static boolean isHanging(StatusInput s) {
        return s.kind().isEmpty() && s.ten().attempts() == 0 && s.ten().cancelled() > 0;
    }

    private static String budget(List<Action> actions) {
        actions.add(HEDGING);
        return "More calls are slow or failing than hedging can help with. Do not raise the budget: it protects the backend "
                + "from more load. If the backend is well, use a longer delay or a percentile.";
    }

    private static String slow(State state, StatusInput s, List<Action> actions) {
        actions.add(TIMEOUT);
        if (state.rule() == Rule.REFUSING) {
            actions.add(LIMIT);
        }
        String what =
                "Ask its team about its load. A shorter timeout gives callers a response sooner, and releases permits.";
        if (s.conditions().hedging()) {
            actions.add(HEDGING_OFF);
            return what + " Hedging adds load: turn it off if the backend is overloaded.";
        }
        if (state.rule() != Rule.REFUSING && BackendRules.areOnlySomeSlow(s)) {
            actions.add(HEDGING_ON);
            return what + " Only some attempts are slow: hedging helps, but adds load.";
        }
        return what;
    }

    private static String failure(StatusInput s, List<Action> actions) {
        Kind kind = FailureAdvice.kind(s.kind());
        if (FailureAdvice.isSetting(kind)) {
            actions.add(SETTINGS);
        }
        if (s.conditions().hedging() && kind == Kind.STATUS) {
            actions.add(HEDGING_OFF);
        }
        return FailureAdvice.on(kind);
    }
}

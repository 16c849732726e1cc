package smart.service.admin.console.state;

import static smart.service.admin.console.state.StatusWording.inFlight;

import java.util.List;
import org.jspecify.annotations.Nullable;
import smart.service.admin.console.history.MeterWindow;
import smart.service.admin.console.history.Meters;
import smart.service.admin.console.process.Readiness.Why;
import smart.service.admin.console.state.State.Cause;
import smart.service.admin.console.state.State.Level;
import smart.service.admin.console.state.State.Rule;

/** Problems of Smart itself. */
final class OwnRules {
    private static final String DRAIN = "drain";
    private static final String ERROR_LOG = "error-log";
    /** Reasons during a start or a stop; they end by themselves. */
    private static final List<String> PASSING = List.of("warm-up", "stopping");

    private static final int WAITING_SECONDS = 10;

    private OwnRules() {}

    static @Nullable State internalErrors(StatusInput s) {
        long minute = internal(s.minute());
        long errors = internal(s.rare());
        return errors <= AlertThreshold.INTERNAL_ERRORS.value()
                ? null
                : new State(
                        Rule.INTERNAL_ERRORS,
                        minute > 0 ? Level.BAD : AlertThreshold.INTERNAL_ERRORS.level(),
                        List.of((errors == 1 ? "1 call" : errors + " calls") + " of the last 10 min, " + minute
                                + " of the last minute, failed through a bug in Smart; the log has the stack traces"),
                        Cause.US);
    }

    private static long internal(MeterWindow window) {
        return Math.max(window.count(Meters.INTERNAL), window.count(Meters.INTERNAL_ATTEMPTS));
    }

    static @Nullable State errorLog(StatusInput s) {
        String problem = s.conditions().errorLogProblem();
        if (problem.isEmpty()) {
            return null;
        }
        List<String> facts = errorLogMakesUnready(s)
                ? List.of(problem, "not ready, since errorLog.requiredForReadiness is true")
                : List.of(problem);
        return new State(Rule.ERROR_LOG, Level.BAD, facts, Cause.US);
    }

    /** Whether the error log's health check alone, or among others, keeps the load balancer away. */
    static boolean errorLogMakesUnready(StatusInput s) {
        return s.conditions().ready().why().stream().anyMatch(one -> one.check().equals(ERROR_LOG));
    }

    static @Nullable State notReady(StatusInput s) {
        List<Why> why = s.conditions().ready().why().stream()
                .filter(one -> !one.check().equals(DRAIN) && !one.check().equals(ERROR_LOG))
                .toList();
        if (why.isEmpty()) {
            return null;
        }
        boolean passing = why.stream().allMatch(one -> PASSING.contains(one.check()));
        return new State(
                Rule.NOT_READY,
                AlertThreshold.NOT_READY.level(),
                Rule.NOT_READY.title() + ": "
                        + String.join(", ", why.stream().map(Why::check).toList()),
                why.stream().map(Why::message).toList(),
                passing ? Cause.WAIT : Cause.US);
    }

    static @Nullable State draining(StatusInput s) {
        return s.conditions().draining()
                ? new State(
                        Rule.DRAINING,
                        Level.WARN,
                        List.of("not ready on request; calls are still served", inFlight(s)),
                        Cause.DRAIN)
                : null;
    }

    static @Nullable State connections(StatusInput s) {
        return s.waiting() >= WAITING_SECONDS && s.conditions().pending() > AlertThreshold.CONNECTIONS_PENDING.value()
                ? new State(
                        Rule.CONNECTIONS,
                        AlertThreshold.CONNECTIONS_PENDING.level(),
                        List.of(s.conditions().pending() + " wait now, some for " + s.waiting() + " s without a pause"),
                        Cause.US)
                : null;
    }

    static @Nullable State notesDropped(StatusInput s) {
        long dropped = s.rare().count(Meters.DROPPED);
        return dropped <= AlertThreshold.NOTES_DROPPED.value()
                ? null
                : new State(
                        Rule.NOTES_DROPPED,
                        AlertThreshold.NOTES_DROPPED.level(),
                        List.of(dropped + " in the last 10 min: the disk could not keep up"),
                        Cause.US);
    }
}

package smart.service.admin.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import smart.service.admin.console.State.Cause;
import smart.service.admin.console.State.Level;
import smart.service.admin.console.State.Rule;

/**
 * Says how the service is. The first rule that holds counts; what callers feel most comes first. They look at the last ten
 * seconds, but for what is rare at the last minute. {@code docs/operations.md} has the same list: change both.
 */
final class StateRules {
    /** Of fewer attempts nothing is said: one of two is no half. */
    private static final long ENOUGH = 5;

    private static final double FAILING_PERCENT = 50;
    private static final double ERRORS_PERCENT = 10;
    private static final double REFUSING_PERCENT = 1;
    private static final double TIMEOUT_PERCENT = 10;
    private static final double SUPPRESSED_PERCENT = 10;
    private static final double SLOW_FACTOR = 3;
    private static final double SLOW_MILLIS = 100;

    private static final List<Function<Situation, @Nullable State>> RULES = List.of(
            StateRules::internalErrors,
            StateRules::backendFailing,
            StateRules::refusing,
            StateRules::errorLog,
            StateRules::draining,
            StateRules::backendSlow,
            StateRules::backendErrors,
            StateRules::hedgingBudget,
            StateRules::notesDropped,
            StateRules::noTraffic);

    private StateRules() {}

    static State judge(Situation situation) {
        for (Function<Situation, @Nullable State> rule : RULES) {
            State state = rule.apply(situation);
            if (state != null) {
                return state;
            }
        }
        return new State(Rule.HEALTHY, Level.OK, "Healthy", List.of(inFlight(situation)), Cause.NONE);
    }

    private static @Nullable State internalErrors(Situation s) {
        long errors = s.minute(Meters.INTERNAL);
        return errors == 0
                ? null
                : new State(
                        Rule.INTERNAL_ERRORS,
                        Level.BAD,
                        "Internal errors",
                        List.of(
                                errors
                                        + " of the calls of the last minute failed by a bug of ours; the log has the stack traces"),
                        Cause.US);
    }

    private static @Nullable State backendFailing(Situation s) {
        boolean most = s.attempts() >= ENOUGH && percent(s.now(Meters.FAILED), s.attempts()) > FAILING_PERCENT;
        if (!most && s.conditions().backendProblem().isEmpty()) {
            return null;
        }
        List<String> facts = new ArrayList<>();
        if (s.attempts() > 0) {
            facts.add(failures(s));
        }
        if (!s.conditions().backendProblem().isEmpty()) {
            facts.add(s.conditions().backendProblem());
        }
        return new State(Rule.BACKEND_FAILING, Level.BAD, "Backend failing", List.copyOf(facts), Cause.BACKEND);
    }

    private static @Nullable State refusing(Situation s) {
        double refused = percent(s.now(Meters.REJECTED), s.calls());
        if (refused < REFUSING_PERCENT) {
            return null;
        }
        List<String> slow = slowness(s);
        return new State(
                Rule.REFUSING,
                Level.BAD,
                "Refusing " + Math.round(refused) + " % of calls: limit reached",
                Stream.concat(Stream.of(inFlight(s)), slow.stream()).toList(),
                slow.isEmpty() ? Cause.LIMIT : Cause.BACKEND);
    }

    private static @Nullable State errorLog(Situation s) {
        String problem = s.conditions().errorLogProblem();
        return problem.isEmpty()
                ? null
                : new State(Rule.ERROR_LOG, Level.BAD, "Error log not writable", List.of(problem), Cause.US);
    }

    private static @Nullable State draining(Situation s) {
        return s.conditions().draining()
                ? new State(
                        Rule.DRAINING,
                        Level.WARN,
                        "Draining",
                        List.of("not ready, as it was told; calls are still served", inFlight(s)),
                        Cause.DRAIN)
                : null;
    }

    private static @Nullable State backendSlow(Situation s) {
        List<String> facts = slowness(s);
        return facts.isEmpty() ? null : new State(Rule.BACKEND_SLOW, Level.WARN, "Backend slow", facts, Cause.BACKEND);
    }

    private static @Nullable State backendErrors(Situation s) {
        return s.attempts() >= ENOUGH && percent(s.now(Meters.FAILED), s.attempts()) >= ERRORS_PERCENT
                ? new State(Rule.BACKEND_ERRORS, Level.WARN, "Backend errors", List.of(failures(s)), Cause.BACKEND)
                : null;
    }

    private static @Nullable State hedgingBudget(Situation s) {
        long suppressed = s.now(Meters.SUPPRESSED);
        long due = suppressed + s.now(Meters.SENT);
        return due >= ENOUGH && percent(suppressed, due) > SUPPRESSED_PERCENT
                ? new State(
                        Rule.HEDGING_BUDGET,
                        Level.WARN,
                        "Hedging budget spent",
                        List.of(suppressed + " of " + due + " extra attempts that were due were not made"),
                        Cause.BACKEND)
                : null;
    }

    private static @Nullable State notesDropped(Situation s) {
        long dropped = s.minute(Meters.DROPPED);
        return dropped == 0
                ? null
                : new State(
                        Rule.NOTES_DROPPED,
                        Level.WARN,
                        "Error notes dropped",
                        List.of(dropped + " in the last minute: the disk could not keep up"),
                        Cause.US);
    }

    private static @Nullable State noTraffic(Situation s) {
        return s.callsOfTheMinute() == 0 && s.conditions().inFlight() == 0
                ? new State(Rule.NO_TRAFFIC, Level.OK, "No traffic", List.of("no call in the last minute"), Cause.NONE)
                : null;
    }

    /** How slow the backend is; empty where it is not. */
    private static List<String> slowness(Situation s) {
        List<String> facts = new ArrayList<>();
        boolean slower = s.attempts() >= ENOUGH
                && s.attemptP95() > SLOW_FACTOR * s.usualP95()
                && s.attemptP95() > s.usualP95() + SLOW_MILLIS;
        if (slower) {
            facts.add("p95 of attempts " + time(s.attemptP95()) + ", was " + time(s.usualP95()));
        }
        double timedOut = percent(s.now(Meters.TIMEOUT), s.calls());
        if (s.calls() >= ENOUGH && timedOut > TIMEOUT_PERCENT) {
            facts.add(Math.round(timedOut) + " % of calls timed out");
        }
        return List.copyOf(facts);
    }

    private static String failures(Situation s) {
        String kind = s.now().entrySet().stream()
                .filter(count -> count.getKey().startsWith(Meters.ERRORS) && count.getValue() > 0)
                .max(Map.Entry.comparingByValue())
                .map(count -> ", most of them " + count.getKey().substring(Meters.ERRORS.length()))
                .orElse("");
        return s.now(Meters.FAILED) + " of " + s.attempts() + " attempts failed in 10 s" + kind;
    }

    private static String inFlight(Situation s) {
        return s.conditions().inFlight() + " of " + s.conditions().limit() + " calls in progress";
    }

    private static double percent(long part, long whole) {
        return whole == 0 ? 0 : 100.0 * part / whole;
    }

    private static String time(double millis) {
        return millis < 1000 ? Math.round(millis) + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1000);
    }
}

package smart.service.admin.console.state;

import static smart.service.admin.console.state.StatusWording.percent;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import smart.service.admin.console.history.MeterWindow;
import smart.service.admin.console.state.State.Cause;
import smart.service.admin.console.state.State.Level;
import smart.service.admin.console.state.State.Rule;

/** What is left of a problem of which the last minute has nothing: an alert that lasts, or the memory of it. */
final class AfterRules {
    private static final double MILLIS = 1000;

    private AfterRules() {}

    /** The five minutes of an alert still contain the problem, so it may fire: the state is not green. */
    static @Nullable State recovering(StatusInput s) {
        List<String> facts = passed(s.five(), "5 min", true);
        return facts.isEmpty() ? null : new State(Rule.RECOVERING, Level.WARN, facts, Cause.NONE);
    }

    /** No alert looks back at it any more. */
    static @Nullable State recovered(StatusInput s) {
        List<String> five = passed(s.five(), "5 min", false);
        List<String> facts = five.isEmpty() ? passed(s.rare(), "10 min", false) : five;
        return facts.isEmpty() ? null : new State(Rule.RECOVERED, Level.OK, facts, Cause.NONE);
    }

    /** @param floor whether the alert's least count applies, too */
    private static List<String> passed(MeterWindow window, String time, boolean floor) {
        List<String> facts = new ArrayList<>();
        if (isPassed(AlertThreshold.CALLS_FAILING, window.failed(), window.calls(), floor)
                || isPassed(AlertThreshold.CALLS_REFUSED, window.rejected(), window.calls(), floor)) {
            facts.add(percent(window.failed(), window.calls()) + " of the calls of the last " + time + " failed");
        }
        if (window.callP95() > MILLIS * AlertThreshold.CALLS_SLOW.value()
                && (!floor || AlertThreshold.CALLS_SLOW.isEnough(window.admitted()))) {
            facts.add("p95 of the calls of the last " + time + " " + StatusWording.time(window.callP95()));
        }
        if (isPassed(AlertThreshold.ATTEMPTS_FAILING, window.failedAttempts(), window.attempts(), floor)) {
            facts.add(percent(window.failedAttempts(), window.attempts()) + " of the attempts of the last " + time
                    + " failed");
        }
        if (isPassed(AlertThreshold.CALLERS_GONE, window.gone(), window.valid(), floor)) {
            facts.add(percent(window.gone(), window.valid()) + " of the callers of the last " + time + " hung up");
        }
        if (isPassed(AlertThreshold.HEDGES_SUPPRESSED, window.suppressed(), window.due(), floor)) {
            facts.add(percent(window.suppressed(), window.due()) + " of the extra attempts that were due in the last "
                    + time + " were skipped");
        }
        return List.copyOf(facts);
    }

    private static boolean isPassed(AlertThreshold threshold, long part, long whole, boolean floor) {
        return threshold.isPassedBy(part, whole) && (!floor || threshold.isEnough(part));
    }
}

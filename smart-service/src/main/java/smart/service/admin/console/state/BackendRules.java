package smart.service.admin.console.state;

import static smart.service.admin.console.state.StatusWording.percent;
import static smart.service.admin.console.state.StatusWording.time;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import smart.service.admin.console.history.MeterWindow;
import smart.service.admin.console.history.Meters;
import smart.service.admin.console.state.State.Cause;
import smart.service.admin.console.state.State.Level;
import smart.service.admin.console.state.State.Rule;

/** Problems of the backend, whether callers notice them or hedging hides them. */
final class BackendRules {
    /** With fewer attempts no rule applies: one failure of two is not "half". */
    private static final long ENOUGH = 5;

    private static final long SOME_FAILURES = 3;
    private static final long ONE_IN_20 = 20;
    private static final double SLOW_FACTOR = 3;
    private static final double SLOW_MILLIS = 100;
    private static final double MILLIS = 1000;

    private BackendRules() {}

    static @Nullable State failing(StatusInput s) {
        MeterWindow ten = s.ten();
        boolean most = ten.attempts() >= ENOUGH
                && AlertThreshold.ATTEMPTS_MOSTLY_FAILING.isPassedBy(ten.failedAttempts(), ten.attempts());
        String problem = s.conditions().backendProblem();
        if (!most && problem.isEmpty()) {
            return null;
        }
        List<String> facts = new ArrayList<>();
        if (ten.attempts() > 0) {
            facts.add(failures(ten.failedAttempts(), ten.attempts(), "10 s", ten.kind()));
        }
        if (ten.failed() > 0) {
            facts.add(ten.failed() + " of " + ten.calls() + " calls failed");
        }
        facts.addAll(lastFailure(s));
        if (!problem.isEmpty() && s.conditions().lastFailure().isEmpty()) {
            facts.add(problem);
        }
        return new State(
                Rule.BACKEND_FAILING,
                AlertThreshold.ATTEMPTS_MOSTLY_FAILING.level(),
                List.copyOf(facts),
                Cause.BACKEND);
    }

    static @Nullable State slow(StatusInput s) {
        List<String> facts = slowness(s);
        return facts.isEmpty() ? null : new State(Rule.BACKEND_SLOW, Level.WARN, facts, Cause.BACKEND);
    }

    static @Nullable State errors(StatusInput s) {
        PassedThreshold failed = PassedThreshold.of(
                s, AlertThreshold.ATTEMPTS_FAILING, MeterWindow::failedAttempts, MeterWindow::attempts, SOME_FAILURES);
        if (failed == null) {
            return null;
        }
        List<String> facts = new ArrayList<>();
        facts.add(failures(
                failed.part(), failed.whole(), failed.time(), failed.window().kind()));
        facts.addAll(lastFailure(s));
        return new State(Rule.BACKEND_ERRORS, failed.level(), List.copyOf(facts), Cause.BACKEND);
    }

    static @Nullable State hedgingBudget(StatusInput s) {
        PassedThreshold left = PassedThreshold.of(
                s, AlertThreshold.HEDGES_SUPPRESSED, MeterWindow::suppressed, MeterWindow::due, SOME_FAILURES);
        return left == null
                ? null
                : new State(
                        Rule.HEDGING_BUDGET,
                        left.level(),
                        List.of(left.part() + " of " + left.whole() + " extra attempts that were due in " + left.time()
                                + " were skipped"),
                        Cause.BACKEND);
    }

    /** Whether the attempts of the last ten seconds are slow, against what is usual or for any backend. */
    static boolean areAttemptsSlowNow(StatusInput s) {
        double p95 = s.ten().attemptP95();
        boolean slower = p95 > SLOW_FACTOR * s.usualP95() && p95 > s.usualP95() + SLOW_MILLIS;
        boolean slow = p95 > MILLIS * AlertThreshold.CALLS_SLOW.value();
        return s.ten().attempts() >= ENOUGH && (slower || slow);
    }

    /** Facts about a slow backend; empty if it is not slow. */
    static List<String> slowness(StatusInput s) {
        MeterWindow ten = s.ten();
        List<String> facts = new ArrayList<>();
        double usual = s.usualP95();
        if (areAttemptsSlowNow(s)) {
            facts.add("p95 of attempts " + time(ten.attemptP95()) + ", "
                    + (Double.isNaN(usual) ? "usual: not known yet" : "usual " + time(usual)));
        } else if (s.minute().attemptP95() > MILLIS * AlertThreshold.CALLS_SLOW.value()) {
            facts.add(
                    "p95 of the attempts of the last minute " + time(s.minute().attemptP95()));
        }
        long timeouts = ten.count(Meters.TIMEOUT);
        if (ten.calls() >= ENOUGH && AlertThreshold.CALLS_TIMED_OUT.isPassedBy(timeouts, ten.calls())) {
            facts.add(percent(timeouts, ten.calls()) + " of calls timed out");
        }
        return List.copyOf(facts);
    }

    /**
     * The fact that the slow calls of a window may be those whose attempts have no duration; empty if there are too few of
     * them. Where one call in 20 is slow, one cancelled attempt for 20 calls is enough to hide a slow backend.
     *
     * @param time the length of the window, in words
     */
    static List<String> unmeasured(MeterWindow window, String time) {
        if (window.attempts() == 0) {
            return List.of("no attempt ended in the last " + time);
        }
        return isOneIn20(window.cancelled(), window)
                ? List.of(window.cancelled() + " attempts of the last " + time
                        + " were cancelled, so their times are unknown")
                : List.of();
    }

    /** Whether so many of a window's calls change its p95. */
    static boolean isOneIn20(long count, MeterWindow window) {
        return count > 0 && count * ONE_IN_20 >= window.admitted();
    }

    /**
     * Whether a second attempt would probably be faster: most attempts are. The shortest window with attempts decides.
     * It is false without any, and where most calls time out.
     */
    static boolean areOnlySomeSlow(StatusInput s) {
        boolean some = s.windows()
                .filter(window -> !Double.isNaN(window.attemptP95()))
                .findFirst()
                .map(window -> window.attemptP50() <= window.attemptP95() / 2)
                .orElse(false);
        return some && !mostTimeOut(s);
    }

    private static boolean mostTimeOut(StatusInput s) {
        return s.windows()
                .filter(window -> window.calls() > 0)
                .findFirst()
                .map(window -> 2 * window.count(Meters.TIMEOUT) >= window.calls())
                .orElse(false);
    }

    /** The newest failure as in the error log; empty if there is none. */
    static List<String> lastFailure(StatusInput s) {
        return s.conditions().lastFailure().isEmpty()
                ? List.of()
                : List.of("last error: " + s.conditions().lastFailure());
    }

    private static String failures(long failed, long attempts, String time, String kind) {
        return failed + " of " + attempts + " attempts failed in " + time
                + (kind.isEmpty() ? "" : ", most of them " + kind.replace('_', ' '));
    }
}

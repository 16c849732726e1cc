package smart.service.admin.console.state;

import static smart.service.admin.console.state.StatusWording.inFlight;
import static smart.service.admin.console.state.StatusWording.percent;
import static smart.service.admin.console.state.StatusWording.share;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import smart.service.admin.console.history.MeterWindow;
import smart.service.admin.console.history.Meters;
import smart.service.admin.console.state.State.Cause;
import smart.service.admin.console.state.State.Level;
import smart.service.admin.console.state.State.Rule;

/** Problems that callers notice: calls that fail, are refused, are slow, or have stopped. */
final class CallRules {
    private static final long SOME_FAILURES = 3;
    private static final long ENOUGH_FOR_A_PERCENTILE = 20;
    private static final double MILLIS = 1000;

    private CallRules() {}

    static @Nullable State failing(StatusInput s) {
        PassedThreshold failed = PassedThreshold.of(
                s, AlertThreshold.CALLS_FAILING, MeterWindow::failed, MeterWindow::calls, SOME_FAILURES);
        if (failed == null) {
            return null;
        }
        MeterWindow window = failed.window();
        boolean otherThanRefused =
                AlertThreshold.CALLS_FAILING.isPassedBy(window.failed() - window.rejected(), window.calls());
        if (!otherThanRefused && refusing(s) != null) {
            return null; // Then that state is shown.
        }
        List<String> facts = new ArrayList<>();
        facts.add(failed.part() + " of " + failed.whole() + " calls failed in " + failed.time());
        facts.addAll(BackendRules.slowness(s));
        facts.addAll(BackendRules.lastFailure(s));
        boolean ours = window.count(Meters.INTERNAL) * 2 > window.failed();
        return new State(
                Rule.CALLS_FAILING,
                failed.level(),
                percent(failed.part(), failed.whole()) + " of calls fail",
                List.copyOf(facts),
                ours ? Cause.US : Cause.BACKEND);
    }

    static @Nullable State refusing(StatusInput s) {
        PassedThreshold refused =
                PassedThreshold.of(s, AlertThreshold.CALLS_REFUSED, MeterWindow::rejected, MeterWindow::calls, 1);
        if (refused == null) {
            return null;
        }
        List<String> slow = BackendRules.slowness(s);
        return new State(
                Rule.REFUSING,
                refused.level(),
                "Refusing " + percent(refused.part(), refused.whole()) + " of calls: limit reached",
                Stream.concat(Stream.of(inFlight(s)), slow.stream()).toList(),
                slow.isEmpty() ? Cause.LIMIT : Cause.BACKEND);
    }

    static @Nullable State slow(StatusInput s) {
        double most = MILLIS * AlertThreshold.CALLS_SLOW.value();
        boolean now = isSlowNow(s);
        boolean longer = s.five().callP95() > most && s.minute().callP95() > most;
        if (!now && !longer) {
            return null;
        }
        MeterWindow window = now ? s.ten() : s.minute();
        List<String> slow = BackendRules.slowness(s);
        boolean backend = !slow.isEmpty();
        List<String> unknown = backend ? List.of() : BackendRules.unmeasured(window, now ? "10 s" : "minute");
        return new State(
                Rule.CALLS_SLOW,
                now
                        ? AlertThreshold.CALLS_SLOW.level()
                        : AlertThreshold.CALLS_SLOW.level(s.five().admitted()),
                backend ? Rule.BACKEND_SLOW.title() : Rule.CALLS_SLOW.title(),
                Stream.of(List.of("p95 of calls " + StatusWording.time(window.callP95())), slow, unknown)
                        .flatMap(List::stream)
                        .toList(),
                backend ? Cause.BACKEND : unknown.isEmpty() ? Cause.US : Cause.UNKNOWN);
    }

    /** Whether the calls of the last ten seconds are slow. */
    static boolean isSlowNow(StatusInput s) {
        return s.ten().admitted() >= ENOUGH_FOR_A_PERCENTILE
                && s.ten().callP95() > MILLIS * AlertThreshold.CALLS_SLOW.value();
    }

    /** Their attempts are cancelled, so nothing else shows a backend that hangs for longer than callers wait. */
    static @Nullable State gone(StatusInput s) {
        PassedThreshold gone = PassedThreshold.of(
                s, AlertThreshold.CALLERS_GONE, MeterWindow::gone, MeterWindow::valid, SOME_FAILURES);
        if (gone == null) {
            return null;
        }
        List<String> facts = new ArrayList<>();
        facts.add(gone.part() + " of " + gone.whole() + " callers hung up before their response in " + gone.time());
        double p95 = gone.window().callP95();
        if (!Double.isNaN(p95)) {
            facts.add("p95 of calls " + StatusWording.time(p95));
        }
        List<String> slow = BackendRules.slowness(s);
        facts.addAll(slow);
        return new State(
                Rule.CALLERS_GONE,
                gone.level(),
                percent(gone.part(), gone.whole()) + " of callers give up",
                List.copyOf(facts),
                slow.isEmpty() ? Cause.UNKNOWN : Cause.BACKEND);
    }

    static @Nullable State nearLimit(StatusInput s) {
        double used = Math.max(s.ten().used(), s.five().used());
        return used > AlertThreshold.NEAR_LIMIT.value()
                ? new State(
                        Rule.NEAR_LIMIT,
                        AlertThreshold.NEAR_LIMIT.level(),
                        List.of(share(used) + " of the limit is in use", inFlight(s)),
                        Cause.LIMIT)
                : null;
    }

    /** A full port is worse than it looks: the calls of those that can't connect are counted nowhere. */
    static @Nullable State portNearlyFull(StatusInput s) {
        int open = s.conditions().callers();
        int most = s.conditions().mostCallers();
        if (!AlertThreshold.PORT_NEARLY_FULL.isPassedBy(open, most)) {
            return null;
        }
        boolean full = open >= most;
        return new State(
                Rule.PORT_NEARLY_FULL,
                full ? Level.BAD : AlertThreshold.PORT_NEARLY_FULL.level(),
                full ? "Port full: no further caller can connect" : Rule.PORT_NEARLY_FULL.title(),
                List.of(open + " of " + most + " connections of callers are open"),
                Cause.CALLERS);
    }

    static @Nullable State silent(StatusInput s) {
        if (s.minute().allCalls() > 0 || s.conditions().inFlight() > 0) {
            return null;
        }
        // Without readiness no calls are expected.
        boolean stopped = s.silence().afterSteady() && s.conditions().ready().ready();
        return stopped
                ? new State(
                        Rule.TRAFFIC_STOPPED,
                        Level.WARN,
                        List.of("no call in the last minute, after steady traffic"),
                        Cause.CALLERS)
                : new State(Rule.NO_TRAFFIC, Level.IDLE, List.of("no call in the last minute"), Cause.NONE);
    }
}

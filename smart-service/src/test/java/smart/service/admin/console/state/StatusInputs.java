package smart.service.admin.console.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import smart.service.admin.console.history.MeterWindow;
import smart.service.admin.console.history.Silence;
import smart.service.admin.console.process.Readiness.Ready;
import smart.service.admin.console.process.Readiness.Why;
import smart.service.admin.console.state.State.Cause;
import smart.service.admin.console.state.State.Level;
import smart.service.admin.console.state.State.Rule;

/** A situation in which all is well, but for what a test changes. For one thread. */
public final class StatusInputs {
    public final Map<String, Long> ten = new HashMap<>();
    public final Map<String, Long> minute = new HashMap<>();
    public final Map<String, Long> five = new HashMap<>();
    public final Map<String, Long> rare = new HashMap<>();
    public double callP95 = 80;
    public double callP95OfTheMinute = 80;
    public double callP95OfFive = 80;
    public double attemptP50 = 40;
    public double attemptP95 = 80;
    public double used = 0.03;
    public double usual = 80;
    /** Whether nothing ended in the last ten seconds; see {@link #quietForTenSeconds}. */
    private boolean quiet;

    public Silence silence = new Silence(1000L, false);
    public int waiting;
    public int pending;
    public int callers = 5;
    public boolean draining;
    public boolean hedging;
    public int inFlight = 3;
    public Ready ready = new Ready(true, 0, List.of());
    public String backendProblem = "";
    public String lastFailure = "";
    public String errorLogProblem = "";
    public long errorLogBytes;

    public StatusInputs() {
        happened("smart.requests.success", 1000);
        happened("smart.backend.attempts.success", 1000);
    }

    /** So often in each of the windows. */
    public void happened(String counter, long count) {
        List.of(ten, minute, five, rare).forEach(window -> window.put(counter, count));
    }

    public void nothingHappened() {
        List.of(ten, minute, five, rare).forEach(Map::clear);
        callP95 = callP95OfTheMinute = callP95OfFive = attemptP50 = attemptP95 = Double.NaN;
    }

    /** Nothing ended in the last ten seconds; the longer windows keep what they have. */
    public void quietForTenSeconds() {
        ten.clear();
        quiet = true;
    }

    public void notReady(String check, String message) {
        ready = new Ready(false, 0, List.of(new Why(check, message)));
    }

    public StatusInput get() {
        return new StatusInput(
                quiet
                        ? new MeterWindow(ten, Double.NaN, Double.NaN, Double.NaN, used)
                        : new MeterWindow(ten, callP95, attemptP50, attemptP95, used),
                new MeterWindow(minute, callP95OfTheMinute, attemptP50, attemptP95, used),
                new MeterWindow(five, callP95OfFive, attemptP50, attemptP95, used),
                new MeterWindow(rare, callP95OfFive, attemptP50, attemptP95, used),
                usual,
                silence,
                waiting,
                new Conditions(
                        ready,
                        draining,
                        inFlight,
                        100,
                        pending,
                        callers,
                        10_000,
                        hedging,
                        "backend.example:443",
                        backendProblem,
                        lastFailure,
                        "",
                        errorLogProblem,
                        errorLogBytes));
    }

    public List<State> states() {
        return StateRules.judge(get());
    }

    public State state() {
        return states().get(0);
    }

    /** The rules that apply, the worst first. */
    List<Rule> rules() {
        return states().stream().map(State::rule).toList();
    }

    /** Fails unless that is the whole of the state that is shown. */
    void assertState(Rule rule, Level level, Cause cause, String title, String... facts) {
        assertThat(state()).isEqualTo(new State(rule, level, title, List.of(facts), cause));
    }

    public Advice advice() {
        return Advice.on(state(), get());
    }
}

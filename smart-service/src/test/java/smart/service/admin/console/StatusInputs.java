package smart.service.admin.console;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import smart.service.admin.console.Readiness.Ready;
import smart.service.admin.console.Readiness.Why;

/** A situation in which all is well, but for what a test changes. For one thread. */
final class StatusInputs {
    final Map<String, Long> ten = new HashMap<>();
    final Map<String, Long> minute = new HashMap<>();
    final Map<String, Long> five = new HashMap<>();
    final Map<String, Long> rare = new HashMap<>();
    double callP95 = 80;
    double callP95OfTheMinute = 80;
    double callP95OfFive = 80;
    double attemptP50 = 40;
    double attemptP95 = 80;
    double used = 0.03;
    double usual = 80;
    Silence silence = new Silence(1000L, false);
    int waiting;
    int pending;
    boolean draining;
    boolean hedging;
    int inFlight = 3;
    Ready ready = new Ready(true, 0, List.of());
    String backendProblem = "";
    String lastFailure = "";
    String errorLogProblem = "";
    long errorLogBytes;

    StatusInputs() {
        happened("smart.requests.success", 1000);
        happened("smart.backend.attempts.success", 1000);
    }

    /** So often in each of the windows. */
    void happened(String counter, long count) {
        List.of(ten, minute, five, rare).forEach(window -> window.put(counter, count));
    }

    void nothingHappened() {
        List.of(ten, minute, five, rare).forEach(Map::clear);
        callP95 = callP95OfTheMinute = callP95OfFive = attemptP50 = attemptP95 = Double.NaN;
    }

    void notReady(String check, String message) {
        ready = new Ready(false, 0, List.of(new Why(check, message)));
    }

    StatusInput get() {
        return new StatusInput(
                new Window(ten, callP95, attemptP50, attemptP95, used),
                new Window(minute, callP95OfTheMinute, attemptP50, attemptP95, used),
                new Window(five, callP95OfFive, attemptP50, attemptP95, used),
                new Window(rare, callP95OfFive, attemptP50, attemptP95, used),
                usual,
                silence,
                waiting,
                new Conditions(
                        ready,
                        draining,
                        inFlight,
                        100,
                        pending,
                        hedging,
                        "backend.example:443",
                        backendProblem,
                        lastFailure,
                        "",
                        errorLogProblem,
                        errorLogBytes));
    }

    List<State> states() {
        return StateRules.judge(get());
    }

    State state() {
        return states().get(0);
    }

    Advice advice() {
        return Advice.on(state(), get());
    }
}

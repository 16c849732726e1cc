package smart.service.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smart.service.admin.console.Situation.Conditions;
import smart.service.admin.console.State.Cause;
import smart.service.admin.console.State.Level;
import smart.service.admin.console.State.Rule;

final class StateRulesTest {
    private final Map<String, Long> now = new HashMap<>();
    private final Map<String, Long> minute = new HashMap<>();
    private double p95 = 80;
    private double usual = 80;
    private boolean draining;
    private int inFlight = 3;
    private String backendProblem = "";
    private String errorLogProblem = "";

    private StateRulesTest() {
        happened("smart.requests.success", 1000);
        happened("smart.backend.attempts.success", 1000);
    }

    private void happened(String counter, long count) {
        now.put(counter, count);
        minute.put(counter, count);
    }

    private void quiet() {
        now.clear();
        minute.clear();
        p95 = Double.NaN;
    }

    private State state() {
        return StateRules.judge(new Situation(
                now, minute, p95, usual, new Conditions(draining, inFlight, 100, backendProblem, errorLogProblem)));
    }

    private void assertState(Rule rule, Level level, Cause cause, String title, String... facts) {
        assertThat(state()).isEqualTo(new State(rule, level, title, java.util.List.of(facts), cause));
    }

    @Test
    void healthyWhereNothingIsWrong() {
        assertState(Rule.HEALTHY, Level.OK, Cause.NONE, "Healthy", "3 of 100 calls in progress");
    }

    @Test
    void noTrafficWhereNoCallCameInAMinute() {
        quiet();
        inFlight = 0;
        assertState(Rule.NO_TRAFFIC, Level.OK, Cause.NONE, "No traffic", "no call in the last minute");
        inFlight = 1;
        assertThat(state().rule()).as("a call that takes long").isEqualTo(Rule.HEALTHY);
    }

    @Test
    void oneInternalErrorInAMinuteIsABug() {
        minute.put("smart.requests.internal", 1L);
        assertState(
                Rule.INTERNAL_ERRORS,
                Level.BAD,
                Cause.US,
                "Internal errors",
                "1 of the calls of the last minute failed by a bug of ours; the log has the stack traces");
    }

    @Test
    void failingWhereMostAttemptsFail() {
        happened("smart.backend.attempts.failure", 1001);
        happened("smart.backend.errors.refused", 900);
        happened("smart.backend.errors.reset", 101);
        assertState(
                Rule.BACKEND_FAILING,
                Level.BAD,
                Cause.BACKEND,
                "Backend failing",
                "1001 of 2001 attempts failed in 10 s, most of them refused");
    }

    @Test
    void failingWhereItsHealthCheckSaysSo() {
        quiet();
        backendProblem = "no calls in the last 30 s; no TCP connection: Connection refused";
        assertState(Rule.BACKEND_FAILING, Level.BAD, Cause.BACKEND, "Backend failing", backendProblem);
    }

    @ParameterizedTest
    @CsvSource({"0, HEALTHY", "99, HEALTHY", "112, BACKEND_ERRORS", "1000, BACKEND_ERRORS", "1001, BACKEND_FAILING"})
    void howManyAttemptsFailDecides(long failed, Rule rule) {
        happened("smart.backend.attempts.failure", failed);
        assertThat(state().rule()).isEqualTo(rule);
    }

    @Test
    void ofAFewAttemptsNothingIsSaid() {
        quiet();
        happened("smart.requests.backend_error", 4);
        happened("smart.backend.attempts.failure", 4);
        assertThat(state().rule()).isEqualTo(Rule.HEALTHY);
        happened("smart.backend.attempts.failure", 5);
        assertThat(state().rule()).isEqualTo(Rule.BACKEND_FAILING);
    }

    @ParameterizedTest
    @CsvSource({
        "5, HEALTHY, Healthy",
        "11, REFUSING, Refusing 1 % of calls: limit reached",
        "667, REFUSING, Refusing 40 % of calls: limit reached"
    })
    void refusingSaysHowMuch(long rejected, Rule rule, String title) {
        happened("smart.requests.rejected", rejected);
        assertThat(state().rule()).isEqualTo(rule);
        assertThat(state().title()).isEqualTo(title);
        assertThat(state().cause()).isEqualTo(rule == Rule.HEALTHY ? Cause.NONE : Cause.LIMIT);
    }

    @Test
    void refusingBecauseTheBackendIsSlowIsTheBackends() {
        happened("smart.requests.rejected", 1000);
        p95 = 2100;
        inFlight = 100;
        assertState(
                Rule.REFUSING,
                Level.BAD,
                Cause.BACKEND,
                "Refusing 50 % of calls: limit reached",
                "100 of 100 calls in progress",
                "p95 of attempts 2.1 s, was 80 ms");
    }

    @Test
    void slowAgainstWhatIsUsual() {
        p95 = 2100;
        assertState(Rule.BACKEND_SLOW, Level.WARN, Cause.BACKEND, "Backend slow", "p95 of attempts 2.1 s, was 80 ms");
    }

    @ParameterizedTest
    @CsvSource({
        "241, 80, BACKEND_SLOW", // three times, and 100 ms more
        "239, 80, HEALTHY",
        "60, 10, HEALTHY", // six times, and nobody feels it
        "10000, NaN, HEALTHY", // nothing to compare with
        "NaN, 80, HEALTHY"
    })
    void slowIsThreeTimesAndATenthOfASecondMore(double measured, double before, Rule rule) {
        p95 = measured;
        usual = before;
        assertThat(state().rule()).isEqualTo(rule);
    }

    @Test
    void slowWhereCallsTimeOutWhateverIsUsual() {
        usual = Double.NaN;
        happened("smart.requests.timeout", 250);
        assertState(Rule.BACKEND_SLOW, Level.WARN, Cause.BACKEND, "Backend slow", "20 % of calls timed out");
    }

    @Test
    void drainingIsSaidUnlessCallersAreHurt() {
        draining = true;
        assertState(
                Rule.DRAINING,
                Level.WARN,
                Cause.DRAIN,
                "Draining",
                "not ready, as it was told; calls are still served",
                "3 of 100 calls in progress");
        happened("smart.backend.attempts.failure", 5000);
        assertThat(state().rule()).isEqualTo(Rule.BACKEND_FAILING);
    }

    @Test
    void anErrorLogThatCanNotBeWritten() {
        errorLogProblem = "backend_errors.log can't be written";
        assertState(Rule.ERROR_LOG, Level.BAD, Cause.US, "Error log not writable", errorLogProblem);
    }

    @ParameterizedTest
    @CsvSource({"90, 10, HEALTHY", "89, 11, HEDGING_BUDGET", "0, 4, HEALTHY", "0, 5, HEDGING_BUDGET"})
    void theHedgingBudgetIsSpentWhereATenthOfWhatIsDueIsLeftOut(long sent, long suppressed, Rule rule) {
        happened("smart.hedges.sent", sent);
        happened("smart.hedges.suppressed", suppressed);
        assertThat(state().rule()).isEqualTo(rule);
    }

    @Test
    void aDroppedNoteIsSaid() {
        minute.put("smart.error_notes_dropped", 7L);
        assertState(
                Rule.NOTES_DROPPED,
                Level.WARN,
                Cause.US,
                "Error notes dropped",
                "7 in the last minute: the disk could not keep up");
    }
}

package smart.service.admin.console.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smart.service.admin.console.history.Silence;
import smart.service.admin.console.state.State.Cause;
import smart.service.admin.console.state.State.Level;
import smart.service.admin.console.state.State.Rule;

final class StateRulesTest {
    private final StatusInputs s = new StatusInputs();

    @Test
    void healthyWhereNothingIsWrong() {
        s.assertState(Rule.HEALTHY, Level.OK, Cause.NONE, "Healthy", "3 of 100 calls in flight");
        assertThat(s.states()).hasSize(1);
    }

    @Test
    void noTrafficIsNeitherGoodNorBad() {
        s.nothingHappened();
        s.inFlight = 0;
        s.assertState(Rule.NO_TRAFFIC, Level.IDLE, Cause.NONE, "No traffic", "no call in the last minute");
        s.inFlight = 1;
        assertThat(s.state().rule()).as("a call that takes long").isEqualTo(Rule.HEALTHY);
    }

    @Test
    void trafficThatStopsAfterItWasSteadyIsAWarningUnlessNobodyShouldCall() {
        s.nothingHappened();
        s.inFlight = 0;
        s.silence = new Silence(1000L, true);
        assertThat(s.state().level()).isEqualTo(Level.WARN);
        assertThat(s.state().title()).isEqualTo("Calls have stopped");
        s.draining = true;
        s.notReady("drain", "drained");
        assertThat(s.rules()).containsExactly(Rule.DRAINING);
    }

    @Test
    void aBugIsBadInItsMinuteAndAWarningForTenAsTheAlertHasIt() {
        s.rare.put("smart.requests.internal", 1L);
        assertThat(s.state().rule()).isEqualTo(Rule.INTERNAL_ERRORS);
        assertThat(s.state().level()).isEqualTo(Level.WARN);
        s.minute.put("smart.requests.internal", 1L);
        s.assertState(
                Rule.INTERNAL_ERRORS,
                Level.BAD,
                Cause.US,
                "Internal errors",
                "1 call of the last 10 min, 1 of the last minute, failed through a bug in Smart; the log has the stack traces");
    }

    @Test
    void failingWhereMostAttemptsFail() {
        s.happened("smart.backend.attempts.failure", 1001);
        s.happened("smart.backend.errors.refused", 900);
        s.happened("smart.backend.errors.reset", 101);
        s.happened("smart.requests.backend_error", 500);
        s.lastFailure = "nothing listens";
        s.assertState(
                Rule.BACKEND_FAILING,
                Level.BAD,
                Cause.BACKEND,
                "Backend failing",
                "1001 of 2001 attempts failed in 10 s, most of them refused",
                "500 of 1500 calls failed",
                "last error: nothing listens");
        assertThat(s.rules()).as("the rest says the same").containsExactly(Rule.BACKEND_FAILING);
    }

    @Test
    void failingWhereItsHealthCheckSaysSo() {
        s.nothingHappened();
        s.backendProblem =
                "no attempt of the last 30 s tells how the backend is; a TCP connection fails: Connection refused";
        s.assertState(Rule.BACKEND_FAILING, Level.BAD, Cause.BACKEND, "Backend failing", s.backendProblem);
    }

    @ParameterizedTest
    @CsvSource({"0, HEALTHY", "99, HEALTHY", "112, BACKEND_ERRORS", "1000, BACKEND_ERRORS", "1001, BACKEND_FAILING"})
    void howManyAttemptsFailDecides(long failed, Rule rule) {
        s.happened("smart.backend.attempts.failure", failed);
        assertThat(s.state().rule()).isEqualTo(rule);
    }

    @Test
    void oneOfThirteenCallsThatFailsPagesAndIsRed() {
        s.happened("smart.requests.success", 240);
        s.happened("smart.requests.backend_status", 20);
        s.happened("smart.backend.errors.status", 20);
        assertThat(s.state().title()).isEqualTo("7.7 % of calls fail");
        assertThat(s.state().level()).isEqualTo(Level.BAD);
        assertThat(s.state().facts()).containsExactly("20 of 260 calls failed in 10 s");
    }

    @Test
    void oneOfThirteenIsSeenAtOneCallInASecondToo() {
        s.happened("smart.requests.success", 276);
        s.happened("smart.requests.backend_status", 24);
        s.ten.put("smart.requests.success", 9L);
        s.ten.put("smart.requests.backend_status", 1L);
        assertThat(s.state().facts()).containsExactly("24 of 300 calls failed in 5 min");
        s.ten.put("smart.requests.success", 10L);
        s.ten.put("smart.requests.backend_status", 0L);
        assertThat(s.state().rule()).isEqualTo(Rule.CALLS_FAILING);
    }

    /** The alerts need more than ten failures. Fewer are said, and page nobody. */
    @Test
    void twoOfThreeCallsThatFailAreAWarning() {
        s.nothingHappened();
        s.happened("smart.requests.success", 1);
        s.happened("smart.requests.timeout", 2);
        assertThat(s.state().title()).isEqualTo("67 % of calls fail");
        assertThat(s.state().level()).isEqualTo(Level.WARN);
    }

    @ParameterizedTest
    @CsvSource({
        "smart.requests.backend_error, 9, WARN",
        "smart.requests.backend_error, 10, BAD",
        "smart.requests.rejected, 9, WARN",
        "smart.requests.rejected, 10, BAD"
    })
    void fewFailuresInFiveMinutesAreAWarning(String outcome, long count, Level level) {
        s.nothingHappened();
        s.minute.put(outcome, 1L);
        s.five.put(outcome, count);
        assertThat(s.state().level()).isEqualTo(level);
    }

    @Test
    void theWorstLevelIsShownFirst() {
        s.rare.put("smart.requests.internal", 1L);
        s.happened("smart.backend.attempts.failure", 5000);
        assertThat(s.rules()).containsExactly(Rule.BACKEND_FAILING, Rule.INTERNAL_ERRORS);
    }

    @ParameterizedTest
    @CsvSource({"999, 1, 99.9 %", "9999, 1, over 99.9 %", "1000, 0, 100 %", "98, 2, 98 %"})
    void onlyAllIsAHundredPercent(long rejected, long success, String share) {
        s.nothingHappened();
        s.happened("smart.requests.success", success);
        s.happened("smart.requests.rejected", rejected);
        assertThat(s.state().title()).isEqualTo("Refusing " + share + " of calls: limit reached");
    }

    @ParameterizedTest
    @CsvSource({
        "5, HEALTHY, Healthy",
        "11, REFUSING, Refusing 1.1 % of calls: limit reached",
        "667, REFUSING, Refusing 40 % of calls: limit reached"
    })
    void refusingSaysHowMuch(long rejected, Rule rule, String title) {
        s.happened("smart.requests.rejected", rejected);
        assertThat(s.rules()).containsExactly(rule);
        assertThat(s.state().title()).isEqualTo(title);
        assertThat(s.state().cause()).isEqualTo(rule == Rule.HEALTHY ? Cause.NONE : Cause.LIMIT);
    }

    @Test
    void refusingBecauseTheBackendIsSlowIsTheBackends() {
        s.happened("smart.requests.rejected", 1000);
        s.attemptP95 = 2100;
        s.inFlight = 100;
        s.assertState(
                Rule.REFUSING,
                Level.BAD,
                Cause.BACKEND,
                "Refusing 50 % of calls: limit reached",
                "100 of 100 calls in flight",
                "p95 of attempts 2.1 s, usual 80 ms");
        assertThat(s.rules()).containsExactly(Rule.REFUSING, Rule.BACKEND_SLOW);
    }

    @Test
    void drainingAndASlowBackendAreBothSaid() {
        s.draining = true;
        s.notReady("drain", "drained");
        s.assertState(
                Rule.DRAINING,
                Level.WARN,
                Cause.DRAIN,
                "Draining",
                "not ready on request; calls are still served",
                "3 of 100 calls in flight");
        s.attemptP95 = 2100;
        assertThat(s.rules()).containsExactly(Rule.DRAINING, Rule.BACKEND_SLOW);
        s.happened("smart.backend.attempts.failure", 5000);
        assertThat(s.rules()).containsExactly(Rule.BACKEND_FAILING, Rule.DRAINING, Rule.BACKEND_SLOW);
    }

    @Test
    void whatIsNotReadySaysWhy() {
        s.notReady("warm-up", "rehearsing calls, for at most 5 seconds");
        s.assertState(
                Rule.NOT_READY,
                Level.WARN,
                Cause.WAIT,
                "Not ready: warm-up",
                "rehearsing calls, for at most 5 seconds");
    }

    @Test
    void anErrorLogThatCanNotBeWritten() {
        s.errorLogProblem = "backend_errors.log can't be written";
        s.assertState(Rule.ERROR_LOG, Level.BAD, Cause.US, "Error log not writable", s.errorLogProblem);
        s.notReady("error-log", s.errorLogProblem);
        s.assertState(
                Rule.ERROR_LOG,
                Level.BAD,
                Cause.US,
                "Error log not writable",
                s.errorLogProblem,
                "not ready, since errorLog.requiredForReadiness is true");
        assertThat(s.states()).hasSize(1);
    }

    @Test
    void nearTheLimitIsAWarning() {
        s.used = 0.81;
        assertThat(s.state().facts()).containsExactly("81 % of the limit is in use", "3 of 100 calls in flight");
        s.used = 0.8;
        assertThat(s.state().rule()).isEqualTo(Rule.HEALTHY);
    }

    @Test
    void attemptsThatWaitForAConnectionAreSaidAfterTenSeconds() {
        s.pending = 4;
        s.waiting = 9;
        assertThat(s.state().rule()).isEqualTo(Rule.HEALTHY);
        s.waiting = 10;
        assertThat(s.state().rule()).isEqualTo(Rule.CONNECTIONS);
    }

    @ParameterizedTest
    @CsvSource({"90, 10, HEALTHY", "89, 11, HEDGING_BUDGET", "0, 5, HEDGING_BUDGET"})
    void theHedgingBudgetIsSpentWhereATenthOfWhatIsDueIsLeftOut(long sent, long suppressed, Rule rule) {
        s.happened("smart.hedges.sent", sent);
        s.happened("smart.hedges.suppressed", suppressed);
        assertThat(s.state().rule()).isEqualTo(rule);
    }

    @Test
    void aDroppedNoteIsSaid() {
        s.rare.put("smart.error_notes_dropped", 7L);
        s.assertState(
                Rule.NOTES_DROPPED,
                Level.WARN,
                Cause.US,
                "Error notes dropped",
                "7 in the last 10 min: the disk could not keep up");
    }
}

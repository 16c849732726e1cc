package smart.service.admin.console.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import smart.service.admin.console.history.Silence;
import smart.service.admin.console.state.State.Cause;
import smart.service.admin.console.state.State.Level;
import smart.service.admin.console.state.State.Rule;

final class StateRulesTest {
    private final StatusInputs s = new StatusInputs();

    private void assertState(Rule rule, Level level, Cause cause, String title, String... facts) {
        assertThat(s.state()).isEqualTo(new State(rule, level, title, List.of(facts), cause));
    }

    private List<Rule> rules() {
        return s.states().stream().map(State::rule).toList();
    }

    @Test
    void healthyWhereNothingIsWrong() {
        assertState(Rule.HEALTHY, Level.OK, Cause.NONE, "Healthy", "3 of 100 calls in flight");
        assertThat(s.states()).hasSize(1);
    }

    @Test
    void noTrafficIsNeitherGoodNorBad() {
        s.nothingHappened();
        s.inFlight = 0;
        assertState(Rule.NO_TRAFFIC, Level.IDLE, Cause.NONE, "No traffic", "no call in the last minute");
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
        assertThat(rules()).containsExactly(Rule.DRAINING);
    }

    @Test
    void aBugIsBadInItsMinuteAndAWarningForTenAsTheAlertHasIt() {
        s.rare.put("smart.requests.internal", 1L);
        assertThat(s.state().rule()).isEqualTo(Rule.INTERNAL_ERRORS);
        assertThat(s.state().level()).isEqualTo(Level.WARN);
        s.minute.put("smart.requests.internal", 1L);
        assertState(
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
        assertState(
                Rule.BACKEND_FAILING,
                Level.BAD,
                Cause.BACKEND,
                "Backend failing",
                "1001 of 2001 attempts failed in 10 s, most of them refused",
                "500 of 1500 calls failed",
                "last error: nothing listens");
        assertThat(rules()).as("the rest says the same").containsExactly(Rule.BACKEND_FAILING);
    }

    @Test
    void failingWhereItsHealthCheckSaysSo() {
        s.nothingHappened();
        s.backendProblem = "no calls in the last 30 s; a TCP connection fails: Connection refused";
        assertState(Rule.BACKEND_FAILING, Level.BAD, Cause.BACKEND, "Backend failing", s.backendProblem);
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

    @Test
    void twoOfThreeCallsThatFailAreNotHealthy() {
        s.nothingHappened();
        s.happened("smart.requests.success", 1);
        s.happened("smart.requests.timeout", 2);
        assertThat(s.state().title()).isEqualTo("67 % of calls fail");
    }

    /** The alert looks back five minutes, whatever the last one was. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatFailedMinutesAgoIsAmberWhileTheAlertLasts(boolean silent) {
        if (silent) {
            s.nothingHappened();
            s.five.put("smart.requests.success", 1000L);
            s.inFlight = 0;
        }
        s.five.put("smart.requests.backend_error", 400L);
        assertState(
                Rule.RECOVERING, Level.WARN, Cause.NONE, "Recovering", "29 % of the calls of the last 5 min failed");
        assertThat(rules()).containsExactly(Rule.RECOVERING);
    }

    @Test
    void recoveredIsAmongTheLastTenMinutesWhenTheAlertIsOver() {
        s.rare.put("smart.requests.backend_error", 400L);
        assertState(Rule.RECOVERED, Level.OK, Cause.NONE, "Recovered", "29 % of the calls of the last 10 min failed");
    }

    @ParameterizedTest
    @CsvSource({"9, RECOVERED", "10, RECOVERING"})
    void fewerFailuresThanTheAlertNeedsKeepNothingAmber(long failed, Rule rule) {
        s.five.put("smart.requests.success", 20L);
        s.five.put("smart.requests.backend_error", failed);
        assertThat(s.state().rule()).isEqualTo(rule);
    }

    @Test
    void slowMinutesAgoIsAmberTooAndSoAreAttemptsAndTheBudget() {
        s.callP95OfFive = 4000;
        assertThat(s.state().facts()).containsExactly("p95 of the calls of the last 5 min 4.0 s");
        s.callP95OfFive = 80;
        s.five.put("smart.backend.attempts.failure", 400L);
        assertThat(s.state().facts()).containsExactly("29 % of the attempts of the last 5 min failed");
        s.five.put("smart.backend.attempts.failure", 0L);
        s.five.put("smart.hedges.suppressed", 40L);
        assertThat(s.state().facts())
                .containsExactly("100 % of the extra attempts that were due in the last 5 min were skipped");
        assertThat(s.state().level()).isEqualTo(Level.WARN);
    }

    /** Ten bad seconds in each hundred: the alert fires without a pause, so the page is never green. */
    @Test
    void burstsThatKeepTheAlertFiringAreNeverGreen() {
        for (int second = 0; second < 100; second++) {
            StatusInputs now = new StatusInputs();
            now.five.put("smart.requests.success", 3000L);
            now.five.put("smart.requests.backend_error", 300L);
            now.minute.put("smart.requests.backend_error", second < 70 ? 100L : 0L);
            now.ten.put("smart.requests.backend_error", second < 10 ? 100L : 0L);
            assertThat(now.state().level()).as("second %s", second).isGreaterThanOrEqualTo(Level.WARN);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "5, HEALTHY, Healthy",
        "11, REFUSING, Refusing 1.1 % of calls: limit reached",
        "667, REFUSING, Refusing 40 % of calls: limit reached"
    })
    void refusingSaysHowMuch(long rejected, Rule rule, String title) {
        s.happened("smart.requests.rejected", rejected);
        assertThat(rules()).containsExactly(rule);
        assertThat(s.state().title()).isEqualTo(title);
        assertThat(s.state().cause()).isEqualTo(rule == Rule.HEALTHY ? Cause.NONE : Cause.LIMIT);
    }

    @Test
    void refusingBecauseTheBackendIsSlowIsTheBackends() {
        s.happened("smart.requests.rejected", 1000);
        s.attemptP95 = 2100;
        s.inFlight = 100;
        assertState(
                Rule.REFUSING,
                Level.BAD,
                Cause.BACKEND,
                "Refusing 50 % of calls: limit reached",
                "100 of 100 calls in flight",
                "p95 of attempts 2.1 s, usual 80 ms");
        assertThat(rules()).containsExactly(Rule.REFUSING, Rule.BACKEND_SLOW);
    }

    @Test
    void slowAgainstWhatIsUsual() {
        s.attemptP95 = 2100;
        assertState(Rule.BACKEND_SLOW, Level.WARN, Cause.BACKEND, "Backend slow", "p95 of attempts 2.1 s, usual 80 ms");
    }

    @ParameterizedTest
    @CsvSource({
        "241, 80, BACKEND_SLOW", // three times, and 100 ms more
        "239, 80, HEALTHY",
        "60, 10, HEALTHY", // six times, and nobody feels it
        "2400, NaN, HEALTHY", // nothing to compare with
        "2600, NaN, BACKEND_SLOW", // slow, whatever is usual
        "NaN, 80, HEALTHY"
    })
    void slowIsThreeTimesAndATenthOfASecondMore(double measured, double before, Rule rule) {
        s.attemptP95 = measured;
        s.usual = before;
        assertThat(s.state().rule()).isEqualTo(rule);
    }

    @Test
    void slowFromTheStartIsSlow() {
        s.usual = Double.NaN;
        s.callP95 = s.callP95OfTheMinute = s.callP95OfFive = s.attemptP95 = 3500;
        assertState(
                Rule.CALLS_SLOW,
                Level.BAD,
                Cause.BACKEND,
                "Backend slow",
                "p95 of calls 3.5 s",
                "p95 of attempts 3.5 s, usual: not known yet");
    }

    @Test
    void slowCallsOverFastAttemptsAreOurs() {
        s.callP95 = 3500;
        assertState(Rule.CALLS_SLOW, Level.BAD, Cause.US, "Calls slow", "p95 of calls 3.5 s");
    }

    @Test
    void aFewSlowCallsAreSeenAsTheAlertSeesThem() {
        s.happened("smart.requests.success", 4);
        s.callP95 = Double.NaN;
        s.callP95OfTheMinute = s.callP95OfFive = 4000;
        assertThat(s.state().rule()).isEqualTo(Rule.CALLS_SLOW);
    }

    @Test
    void timeoutsAreSlownessWhateverIsUsual() {
        s.usual = Double.NaN;
        s.happened("smart.requests.timeout", 250);
        assertThat(s.state().facts()).containsExactly("250 of 1250 calls failed in 10 s", "20 % of calls timed out");
    }

    @Test
    void drainingAndASlowBackendAreBothSaid() {
        s.draining = true;
        s.notReady("drain", "drained");
        assertState(
                Rule.DRAINING,
                Level.WARN,
                Cause.DRAIN,
                "Draining",
                "not ready on request; calls are still served",
                "3 of 100 calls in flight");
        s.attemptP95 = 2100;
        assertThat(rules()).containsExactly(Rule.DRAINING, Rule.BACKEND_SLOW);
        s.happened("smart.backend.attempts.failure", 5000);
        assertThat(rules()).containsExactly(Rule.BACKEND_FAILING, Rule.DRAINING, Rule.BACKEND_SLOW);
    }

    @Test
    void whatIsNotReadySaysWhy() {
        s.notReady("warm-up", "rehearsing calls, for at most 5 seconds");
        assertState(
                Rule.NOT_READY,
                Level.WARN,
                Cause.WAIT,
                "Not ready: warm-up",
                "rehearsing calls, for at most 5 seconds");
    }

    @Test
    void anErrorLogThatCanNotBeWritten() {
        s.errorLogProblem = "backend_errors.log can't be written";
        s.notReady("error-log", s.errorLogProblem);
        assertState(Rule.ERROR_LOG, Level.BAD, Cause.US, "Error log not writable", s.errorLogProblem);
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
        assertState(
                Rule.NOTES_DROPPED,
                Level.WARN,
                Cause.US,
                "Error notes dropped",
                "7 in the last 10 min: the disk could not keep up");
    }
}

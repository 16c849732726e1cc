package smart.service.admin.console.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smart.service.admin.console.state.State.Cause;
import smart.service.admin.console.state.State.Level;
import smart.service.admin.console.state.State.Rule;

final class SlowRulesTest {
    private final StatusInputs s = new StatusInputs();

    @Test
    void slowAgainstWhatIsUsual() {
        s.attemptP95 = 2100;
        s.assertState(
                Rule.BACKEND_SLOW, Level.WARN, Cause.BACKEND, "Backend slow", "p95 of attempts 2.1 s, usual 80 ms");
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
        s.assertState(
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
        s.assertState(Rule.CALLS_SLOW, Level.BAD, Cause.US, "Calls slow", "p95 of calls 3.5 s");
    }

    /** Callers that give up, or extra attempts that win, after three seconds: only the fast attempts have a time. */
    @ParameterizedTest
    @CsvSource({"50, UNKNOWN", "49, US"})
    void slowCallsMayBeThoseWhoseAttemptsWereCancelled(long cancelled, Cause cause) {
        s.happened("smart.backend.attempts.cancelled", cancelled);
        s.callP95 = 3000;
        assertThat(s.state().rule()).isEqualTo(Rule.CALLS_SLOW);
        assertThat(s.state().cause()).isEqualTo(cause);
    }

    @Test
    void withoutAnEndedAttemptNobodyKnowsWhoIsSlow() {
        s.nothingHappened();
        s.happened("smart.requests.client_gone", 400);
        s.happened("smart.backend.attempts.cancelled", 400);
        s.callP95 = s.callP95OfTheMinute = s.callP95OfFive = 3000;
        s.assertState(
                Rule.CALLS_SLOW,
                Level.BAD,
                Cause.UNKNOWN,
                "Calls slow",
                "p95 of calls 3.0 s",
                "no attempt ended in the last 10 s");
    }

    @Test
    void aFewSlowCallsAreSeenAsTheAlertSeesThem() {
        s.happened("smart.requests.success", 4);
        s.callP95 = Double.NaN;
        s.callP95OfTheMinute = s.callP95OfFive = 4000;
        assertThat(s.state().rule()).isEqualTo(Rule.CALLS_SLOW);
        assertThat(s.state().level()).as("four calls page nobody").isEqualTo(Level.WARN);
        s.five.put("smart.requests.success", 100L);
        assertThat(s.state().level()).isEqualTo(Level.BAD);
    }

    @Test
    void timeoutsAreSlownessWhateverIsUsual() {
        s.usual = Double.NaN;
        s.happened("smart.requests.timeout", 250);
        assertThat(s.state().facts()).containsExactly("250 of 1250 calls failed in 10 s", "20 % of calls timed out");
    }
}

package smart.service.admin.console.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import smart.service.admin.console.state.State.Cause;
import smart.service.admin.console.state.State.Level;
import smart.service.admin.console.state.State.Rule;

final class AfterRulesTest {
    private final StatusInputs s = new StatusInputs();

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
        s.assertState(
                Rule.RECOVERING, Level.WARN, Cause.NONE, "Recovering", "29 % of the calls of the last 5 min failed");
        assertThat(s.rules()).containsExactly(Rule.RECOVERING);
    }

    @Test
    void recoveredIsAmongTheLastTenMinutesWhenTheAlertIsOver() {
        s.rare.put("smart.requests.backend_error", 400L);
        s.assertState(Rule.RECOVERED, Level.OK, Cause.NONE, "Recovered", "29 % of the calls of the last 10 min failed");
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
}

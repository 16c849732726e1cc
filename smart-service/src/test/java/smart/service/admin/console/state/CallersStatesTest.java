package smart.service.admin.console.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import smart.service.admin.console.state.State.Cause;
import smart.service.admin.console.state.State.Level;
import smart.service.admin.console.state.State.Rule;

/** States that callers bring about, while no call fails. */
final class CallersStatesTest {
    private final StatusInputs s = new StatusInputs();

    /** No call failed, no attempt failed, and the health check may be content with a connection. */
    @Test
    void callersThatGiveUpAreAWarningThoughNothingFailed() {
        s.nothingHappened();
        s.happened("smart.requests.client_gone", 40);
        s.happened("smart.requests.bad_request", 4000);
        s.happened("smart.backend.attempts.cancelled", 40);
        s.callP95 = 2000;
        s.assertState(
                Rule.CALLERS_GONE,
                Level.WARN,
                Cause.UNKNOWN,
                "100 % of callers give up",
                "40 of 40 callers hung up before their response in 10 s",
                "p95 of calls 2.0 s");
        assertThat(s.advice().why()).startsWith("The cause is the backend or the callers");
    }

    @Test
    void aFifthOfTheCallersMayGiveUp() {
        s.happened("smart.requests.client_gone", 250);
        assertThat(s.state().rule()).isEqualTo(Rule.HEALTHY);
        s.happened("smart.requests.client_gone", 251);
        assertThat(s.state().rule()).isEqualTo(Rule.CALLERS_GONE);
    }

    @Test
    void callersThatGaveUpAreRecovering() {
        s.five.put("smart.requests.client_gone", 500L);
        assertThat(s.state().rule()).isEqualTo(Rule.RECOVERING);
        assertThat(s.state().facts()).containsExactly("33 % of the callers of the last 5 min hung up");
    }

    @Test
    void aPortThatIsNearlyFullIsAWarningAndAFullOneBadThoughThereAreNoCalls() {
        s.nothingHappened();
        s.inFlight = 0;
        s.callers = 8000;
        assertThat(s.rules()).containsExactly(Rule.NO_TRAFFIC);
        s.callers = 8001;
        s.assertState(
                Rule.PORT_NEARLY_FULL,
                Level.WARN,
                Cause.CALLERS,
                "Port nearly full",
                "8001 of 10000 connections of callers are open");
        s.callers = 10_000;
        s.assertState(
                Rule.PORT_NEARLY_FULL,
                Level.BAD,
                Cause.CALLERS,
                "Port full: no further caller can connect",
                "10000 of 10000 connections of callers are open");
        assertThat(s.advice().what()).contains("callers.maxConnections");
    }
}

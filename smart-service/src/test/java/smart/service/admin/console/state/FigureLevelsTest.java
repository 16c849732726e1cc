package smart.service.admin.console.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import smart.service.admin.console.state.State.Level;

final class FigureLevelsTest {
    private final StatusInputs s = new StatusInputs();

    @Test
    void healthyHasNone() {
        assertThat(FigureLevels.of(s.get())).isEmpty();
    }

    @Test
    void twoOfAThousandCallsRefusedAreNotRed() {
        s.happened("smart.requests.rejected", 2);
        assertThat(FigureLevels.of(s.get())).isEmpty();
        s.happened("smart.requests.rejected", 20);
        assertThat(FigureLevels.of(s.get())).isEqualTo(Map.of("refused", "bad"));
    }

    @Test
    void eachFigureHasTheLevelOfItsThreshold() {
        s.happened("smart.requests.timeout", 60);
        s.happened("smart.hedges.suppressed", 5);
        s.callP95 = s.attemptP95 = 3000;
        s.used = 0.9;
        assertThat(FigureLevels.of(s.get()))
                .isEqualTo(Map.of(
                        "failed", "bad", "hedging", "warn", "callMs", "bad", "attemptMs", "warn", "inFlight", "warn"));
    }

    /** Whatever is counted, and however little: a figure that is red or amber has a state that is as bad. */
    @ParameterizedTest
    @CsvSource({"rejected", "timeout", "backend_error", "internal"})
    void noFigureIsWorseThanTheState(String outcome) {
        for (long calls : new long[] {0, 1, 3, 10, 100, 10_000}) {
            for (long bad : new long[] {0, 1, 2, 3, 4, 6, 11, 51, 120, 600}) {
                s.nothingHappened();
                s.happened("smart.requests.success", calls);
                s.happened("smart.requests." + outcome, bad);
                assertNoneIsWorse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {80, 239, 241, 2499, 2501, 60_000})
    void noLatencyIsWorseThanTheState(double millis) {
        s.callP95 = s.attemptP95 = millis;
        assertNoneIsWorse();
        s.happened("smart.requests.success", 4);
        assertNoneIsWorse();
    }

    private void assertNoneIsWorse() {
        Level state = s.state().level();
        assertThat(FigureLevels.of(s.get()).values())
                .as("%s, %s", s.state(), s.ten)
                .allMatch(level ->
                        Level.valueOf(level.toUpperCase(java.util.Locale.ROOT)).compareTo(state) <= 0);
    }
}

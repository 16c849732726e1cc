package smart.bench.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SteadinessTest {
    private final Steadiness cost = new Steadiness();

    @Test
    void aCostThatFallsIsNotSteadyUntilItHasComeToRest() {
        double[] falling = {90, 60, 40, 30, 22, 20, 18, 16, 14, 12, 11, 10, 9};
        for (double each : falling) {
            cost.add(each);
            assertThat(cost.isSteady()).isFalse();
        }
        for (int i = 0; i < 6; i++) {
            cost.add(8.1);
            cost.add(7.9);
        }
        assertThat(cost.isSteady()).isTrue();
        assertThat(cost.last()).isBetween(7.9, 8.1);
    }

    @Test
    void aCostThatIsNotKnownIsNeverSteady() {
        for (int i = 0; i < 12; i++) { // with fewer, nothing is steady
            cost.add(Double.NaN);
        }
        assertThat(cost.isSteady()).isFalse();
        assertThat(new Warmed(cost.last(), Duration.ofSeconds(10), false).words())
                .contains("is not known", "not steady yet");
    }
}

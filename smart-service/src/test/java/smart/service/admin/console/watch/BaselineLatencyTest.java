package smart.service.admin.console.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BaselineLatencyTest {
    private final BaselineLatency usual = new BaselineLatency();
    private long now = 1_000_000;

    private void add(double p95) {
        pass(p95, false);
    }

    /** Ten seconds pass. */
    private void pass(double p95, boolean slow) {
        now += 10_000;
        usual.add(p95, slow, now);
    }

    @Test
    void littleIsNotEnough() {
        add(80);
        add(80);
        add(Double.NaN);
        assertThat(usual.millis()).isNaN();
        add(80);
        assertThat(usual.millis()).isEqualTo(80);
    }

    @Test
    void aFewOutliersChangeNothing() {
        for (int i = 0; i < 20; i++) {
            add(i % 4 == 0 ? 5000 : 80);
        }
        assertThat(usual.millis()).isEqualTo(80);
    }

    @Test
    void anHourLaterTheOldIsForgotten() {
        for (int i = 0; i < 500; i++) {
            add(80);
        }
        for (int i = 0; i < 181; i++) {
            add(200);
        }
        assertThat(usual.millis()).isEqualTo(200);
    }

    /** The normal latency moves from 50 to 300 ms. */
    @Test
    void anHourOfSteadyLatencyIsTheNewUsual() {
        normal();
        for (int i = 0; i < 360; i++) {
            pass(300 + i % 7, true);
            assertThat(usual.millis()).as("step %s", i).isEqualTo(50);
        }
        pass(300, true);
        assertThat(usual.millis()).isBetween(300.0, 306.0);
    }

    @Test
    void anHourThatIsNotSteadyOrHadFailuresChangesNothing() {
        normal();
        for (int i = 0; i < 1000; i++) {
            pass(i % 3 == 0 ? 1500 : 300, true);
        }
        assertThat(usual.millis()).as("not steady").isEqualTo(50);
        for (int i = 0; i < 1000; i++) {
            if (i % 300 == 0) {
                usual.failed();
            }
            pass(300, true);
        }
        assertThat(usual.millis()).as("failures").isEqualTo(50);
    }

    @Test
    void anHourWithFewAttemptsChangesNothing() {
        normal();
        for (int i = 0; i < 1000; i++) {
            pass(i % 3 == 0 ? 300 : Double.NaN, true);
        }
        assertThat(usual.millis()).isEqualTo(50);
    }

    private void normal() {
        for (int i = 0; i < 360; i++) {
            pass(50, false);
        }
        usual.failed();
    }
}

package smart.service.admin.console.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BaselineLatencyTest {
    private final BaselineLatency usual = new BaselineLatency();

    @Test
    void littleIsNotEnough() {
        usual.add(80);
        usual.add(80);
        usual.add(Double.NaN);
        assertThat(usual.millis()).isNaN();
        usual.add(80);
        assertThat(usual.millis()).isEqualTo(80);
    }

    @Test
    void aFewOutliersChangeNothing() {
        for (int i = 0; i < 20; i++) {
            usual.add(i % 4 == 0 ? 5000 : 80);
        }
        assertThat(usual.millis()).isEqualTo(80);
    }

    @Test
    void anHourLaterTheOldIsForgotten() {
        for (int i = 0; i < 500; i++) {
            usual.add(80);
        }
        for (int i = 0; i < 181; i++) {
            usual.add(200);
        }
        assertThat(usual.millis()).isEqualTo(200);
    }
}

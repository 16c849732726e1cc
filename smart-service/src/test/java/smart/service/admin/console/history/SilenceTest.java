package smart.service.admin.console.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SilenceTest {
    private final Silence.Watch watch = new Silence.Watch();

    private Silence calls(int seconds, long from, int each) {
        Silence silence = new Silence(null, false);
        for (int i = 0; i <= seconds; i++) {
            silence = watch.see(i % each == 0 ? 1 : 0, from + i * 1000L);
        }
        return silence;
    }

    @Test
    void fiveMinutesOfCallsAreSteady() {
        calls(300, 0, 10);
        assertThat(watch.see(0, 400_000)).isEqualTo(new Silence(300_000L, true));
    }

    @Test
    void aFewCallsNowAndThenAreNot() {
        calls(600, 0, 40);
        assertThat(watch.see(0, 700_000)).isEqualTo(new Silence(600_000L, false));
        assertThat(new Silence.Watch().see(0, 5)).isEqualTo(new Silence(null, false));
    }

    @Test
    void afterAnHourTheSilenceIsUsual() {
        calls(300, 0, 1);
        assertThat(watch.see(0, 300_000 + 3_599_999).afterSteady()).isTrue();
        assertThat(watch.see(0, 300_000 + 3_600_000)).isEqualTo(new Silence(300_000L, false));
    }
}

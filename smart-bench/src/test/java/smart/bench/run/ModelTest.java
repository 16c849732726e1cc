package smart.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import smart.bench.load.measure.Amount;
import smart.bench.load.open.OpenLoad;

class ModelTest {

    @Test
    void theSameNumberOfRequestsTakesTwoCallersHalfTheTime() {
        Model.Sweep sweep = new Model.Sweep(List.of(1, 2, 4), new Amount.Requests(200), null);
        assertThat(sweep.done(0, 0)).isZero();
        assertThat(sweep.done(0, 0.5)).isCloseTo(2 / 7.0, within(1e-9));
        assertThat(sweep.done(1, 0)).isCloseTo(4 / 7.0, within(1e-9));
        assertThat(sweep.done(2, 0)).isCloseTo(6 / 7.0, within(1e-9));
        assertThat(sweep.done(2, 1)).isCloseTo(1, within(1e-9));
    }

    @Test
    void manyCallersHaveALongerWarmUp() {
        Model.Sweep sweep = new Model.Sweep(List.of(1, 50), new Amount.Requests(50), null);
        assertThat(sweep.done(1, 0)).isCloseTo(55 / 58.0, within(1e-9)); // 50 + 5 by one, 50 + 100 by fifty
    }

    @Test
    void levelsOfATimeTakeThatTime() {
        Model.Sweep sweep = new Model.Sweep(List.of(1, 50), new Amount.Time(Duration.ofSeconds(1)), null);
        assertThat(sweep.done(1, 0.5)).isCloseTo(0.75, within(1e-9));
    }

    @Test
    void theWarmUpIsLongerThanAResponse() {
        OpenLoad load = new OpenLoad(10, Duration.ofSeconds(1), Duration.ofSeconds(5), false, 1);
        assertThat(new Model.Rate(load, true).loadFor(Duration.ofSeconds(4)).warmup())
                .isEqualTo(Duration.ofSeconds(6));
        assertThat(new Model.Rate(load, true).loadFor(Duration.ofMillis(100))).isEqualTo(load);
    }
}

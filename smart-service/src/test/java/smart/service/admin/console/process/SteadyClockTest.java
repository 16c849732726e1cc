package smart.service.admin.console.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class SteadyClockTest {
    private long wall = 1_000_000;
    private long millis;
    private final SteadyClock clock =
            new SteadyClock(() -> Instant.ofEpochMilli(wall), () -> TimeUnit.MILLISECONDS.toNanos(millis));

    private void pass(long time) {
        wall += time;
        millis += time;
    }

    @Test
    void itGoesAsTheMachinesClock() {
        pass(5000);
        assertThat(clock.millis()).isEqualTo(1_005_000);
        assertThat(clock.wall(1_004_000)).isEqualTo(1_004_000);
    }

    @Test
    void aStepBackIsNoStepBack() {
        pass(10_000);
        clock.millis();
        pass(1000);
        wall -= 3_600_000;

        assertThat(clock.millis()).isEqualTo(1_011_000);
        assertThat(clock.wall(1_011_000)).as("what was noted now").isEqualTo(wall);
        assertThat(clock.wall(1_001_000)).as("ten seconds ago").isEqualTo(wall - 10_000);
        pass(1000);
        assertThat(clock.millis()).isEqualTo(1_012_000);
        assertThat(clock.behind()).isEqualTo(-3_600_000);
    }

    @Test
    void aSleepOfTheMachineIsAGap() {
        pass(1000);
        clock.millis();
        wall += 7_200_000; // The clock that measures stands still meanwhile.

        assertThat(clock.millis()).isEqualTo(wall);
        assertThat(clock.wall(1_001_000)).isEqualTo(1_001_000);
    }
}

package smart.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InterruptionTest {
    private final AtomicInteger stops = new AtomicInteger();

    @Test
    void aSignalStopsTheRun() {
        try (Interruption interruption = new Interruption()) {
            interruption.onStop(stops::incrementAndGet);
            assertThat(stops).hasValue(0);
            interruption.ask();
            assertThat(stops).hasValue(1);
        }
    }

    @Test
    void aSignalBeforeThereIsARunStopsItAsSoonAsThereIs() {
        try (Interruption interruption = new Interruption()) {
            interruption.ask();
            interruption.onStop(stops::incrementAndGet);
            assertThat(stops).hasValue(1);
        }
    }
}

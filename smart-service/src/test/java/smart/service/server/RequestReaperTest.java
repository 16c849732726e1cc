package smart.service.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import smart.service.backend.ManualScheduler;
import smart.service.server.RequestReaper.LongestRequest;

class RequestReaperTest {
    private final ManualScheduler time = new ManualScheduler();
    private Duration wanted = Duration.ofSeconds(10);
    private final LongestRequest longest = new LongestRequest(() -> wanted, time);

    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            time.advance(Duration.ofSeconds(1));
            longest.nanos();
        }
    }

    private void assertSeconds(int seconds) {
        assertThat(longest.nanos()).isEqualTo(Duration.ofSeconds(seconds).toNanos());
    }

    @Test
    void aLongerTimeAppliesAtOnce() {
        pass(30);
        wanted = Duration.ofSeconds(20);
        assertSeconds(20);
    }

    @Test
    void aShorterTimeWaitsForTheRequestsThatBeganBefore() {
        pass(30);
        wanted = Duration.ofSeconds(2);
        assertSeconds(10);
        pass(10);
        assertSeconds(10);
        pass(1);
        assertSeconds(2);
    }

    @Test
    void eachOfTwoChangesCounts() {
        wanted = Duration.ofSeconds(20);
        pass(1);
        wanted = Duration.ofSeconds(2);
        pass(15);
        wanted = Duration.ofSeconds(5);
        pass(5);
        assertSeconds(20);
        pass(1);
        assertSeconds(5);
    }
}

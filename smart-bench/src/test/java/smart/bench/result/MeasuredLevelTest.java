package smart.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import smart.bench.load.http.RequestOutcome;
import smart.bench.load.measure.Amount;
import smart.bench.load.measure.GeneratorHealth;
import smart.bench.load.measure.Measurement;
import smart.bench.load.measure.Tally;
import smart.bench.load.open.OpenLoad;

class MeasuredLevelTest {

    /** A hundred requests a second that take a second each: a hundred are in progress, and depend on one another. */
    @Test
    void atARateTheMeanHasAnErrorFromTenRequestsPerRequestInProgress() {
        assertThat(atRate(900).meanErrorMs()).isNull();
        assertThat(atRate(1100).meanErrorMs()).isPositive();
    }

    private static LevelResult atRate(int requests) {
        Tally tally = new Tally();
        for (int i = 0; i < requests; i++) {
            tally.add(RequestOutcome.SUCCEEDED, 200, 995_000_000L + i % 7 * 1_000_000L, i * 10_000_000L);
        }
        Measurement measurement = new Measurement(
                tally, requests * 10_000_000L, requests, requests, 0, GeneratorHealth.UNKNOWN, 0, 0, null, null);
        OpenLoad load = new OpenLoad(100, Duration.ZERO, new Amount.Requests(requests), false, 200);
        return MeasuredLevel.atRate(load, measurement).result();
    }
}

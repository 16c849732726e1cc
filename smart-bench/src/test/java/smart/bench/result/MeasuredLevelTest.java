package smart.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import smart.bench.load.http.RequestOutcome;
import smart.bench.load.measure.GeneratorHealth;
import smart.bench.load.measure.Measurement;
import smart.bench.load.measure.Tally;

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
                tally, requests * 10_000_000L, requests, requests, GeneratorHealth.UNKNOWN, 0, 0, null, null);
        return MeasuredLevel.atRate(100, measurement).result();
    }
}

package smart.bench.load.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import smart.bench.load.http.RequestOutcome;

class TallyTest {

    @Test
    void eachOutcomeHasItsOwnHistogramAndAllAreSent() {
        Tally tally = new Tally();
        tally.add(RequestOutcome.SUCCEEDED, 200, 1_000_000, 0);
        tally.add(RequestOutcome.STATUS, 503, 2_000_000, 0);
        tally.add(RequestOutcome.TIMEOUT, 0, 9_000_000, 0);
        Tally sum = new Tally();
        sum.add(tally);
        sum.add(tally);
        assertThat(sum.sent()).isEqualTo(6);
        assertThat(sum.count(RequestOutcome.TIMEOUT)).isEqualTo(2);
        assertThat(sum.statuses()).isEqualTo(Map.of(200, 2L, 503, 2L));
        assertThat(sum.latencies(RequestOutcome.STATUS).getMean()).isCloseTo(2_000_000, within(2_000.0));
    }

    @Test
    void theErrorOfTheMeanOfIndependentSamplesIsTheirDeviationOverTheRootOfTheirNumber() {
        SplittableRandom random = new SplittableRandom(7);
        Tally tally = new Tally();
        for (int i = 0; i < 40_000; i++) {
            tally.add(
                    RequestOutcome.SUCCEEDED,
                    200,
                    random.nextLong(1_000_000),
                    i * 100_000L); // uniform: deviation 288,675
        }
        assertThat(tally.meanError(1)).isBetween(0.6 * 1.96 * 288_675 / 200, 1.6 * 1.96 * 288_675 / 200);
    }

    @Test
    void samplesThatDependOnOneAnotherHaveALargerError() {
        Tally tally = new Tally();
        for (int i = 0; i < 40_000; i++) {
            tally.add(
                    RequestOutcome.SUCCEEDED,
                    200,
                    i / 4_000 % 2 == 0 ? 0 : 1_000_000,
                    i * 100_000L); // long runs of the same
        }
        assertThat(tally.meanError(1)).isGreaterThan(20 * 500_000 / 200.0);
    }

    @Test
    void aPackedCopyHasTheSameFiguresInATenthOfTheMemory() {
        SplittableRandom random = new SplittableRandom(7);
        Tally tally = new Tally();
        for (int i = 0; i < 500; i++) {
            tally.add(RequestOutcome.SUCCEEDED, 200, 50_000_000 + random.nextLong(5_000_000), i * 1_000_000L);
            tally.add(RequestOutcome.TIMEOUT, 0, 30_000_000_000L, i * 1_000_000L);
        }
        Tally packed = tally.packed();
        assertThat(packed.sent()).isEqualTo(1000);
        assertThat(packed.statuses()).isEqualTo(tally.statuses());
        assertThat(packed.meanError(1)).isEqualTo(tally.meanError(1));
        for (RequestOutcome outcome : RequestOutcome.values()) {
            Histogram small = packed.latencies(outcome);
            Histogram large = tally.latencies(outcome);
            assertThat(small.getMean()).isEqualTo(large.getMean());
            assertThat(small.getMaxValue()).isEqualTo(large.getMaxValue());
            for (int percentile = 0; percentile <= 100; percentile++) {
                assertThat(small.getValueAtPercentile(percentile)).isEqualTo(large.getValueAtPercentile(percentile));
            }
        }
        assertThat(bytes(packed)).isLessThan(bytes(tally) / 10);
    }

    private static long bytes(Tally tally) {
        return Stream.of(RequestOutcome.SUCCEEDED, RequestOutcome.TIMEOUT)
                .mapToLong(outcome -> tally.latencies(outcome).getEstimatedFootprintInBytes())
                .sum();
    }

    @Test
    void theErrorOfNothingIsNotKnown() {
        assertThat(new Tally().meanError(1)).isNaN();
    }
}

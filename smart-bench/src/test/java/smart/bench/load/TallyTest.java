package smart.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TallyTest {

    @Test
    void eachOutcomeHasItsOwnHistogramAndAllAreSent() {
        Tally tally = new Tally();
        tally.add(Outcome.SUCCEEDED, 200, 1_000_000);
        tally.add(Outcome.STATUS, 503, 2_000_000);
        tally.add(Outcome.TIMEOUT, 0, 9_000_000);
        Tally sum = new Tally();
        sum.add(tally);
        sum.add(tally);
        assertThat(sum.sent()).isEqualTo(6);
        assertThat(sum.count(Outcome.TIMEOUT)).isEqualTo(2);
        assertThat(sum.statuses()).isEqualTo(Map.of(200, 2L, 503, 2L));
        assertThat(sum.latencies(Outcome.STATUS).getMean()).isCloseTo(2_000_000, within(2_000.0));
    }

    @Test
    void theErrorOfTheMeanOfIndependentSamplesIsTheirDeviationOverTheRootOfTheirNumber() {
        SplittableRandom random = new SplittableRandom(7);
        Tally tally = new Tally();
        for (int i = 0; i < 40_000; i++) {
            tally.add(Outcome.SUCCEEDED, 200, random.nextLong(1_000_000)); // uniform: deviation 288,675
        }
        assertThat(tally.standardErrorOfMean()).isCloseTo(288_675 / 200.0, within(400.0));
    }

    @Test
    void samplesThatDependOnOneAnotherHaveALargerError() {
        Tally tally = new Tally();
        for (int i = 0; i < 40_000; i++) {
            tally.add(Outcome.SUCCEEDED, 200, i / 4_000 % 2 == 0 ? 0 : 1_000_000); // long runs of the same
        }
        assertThat(tally.standardErrorOfMean()).isGreaterThan(10 * 500_000 / 200.0);
    }

    @Test
    void theErrorOfNothingIsNotKnown() {
        assertThat(new Tally().standardErrorOfMean()).isNaN();
    }
}

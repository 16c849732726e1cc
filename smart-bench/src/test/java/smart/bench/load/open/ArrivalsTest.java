package smart.bench.load.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    @Test
    void constantArrivalsAreEvenlySpaced() {
        Arrivals arrivals = Arrivals.constant(400);
        assertThat(arrivals.gapNanos()).isEqualTo(2_500_000);
        assertThat(arrivals.gapNanos()).isEqualTo(2_500_000);
    }

    @Test
    void poissonArrivalsHaveTheAskedRateAndTheDeviationOfAnExponential() {
        Arrivals arrivals = Arrivals.poisson(1000, new SplittableRandom(3));
        double[] gaps = DoubleStream.generate(arrivals::gapNanos).limit(100_000).toArray();
        double mean = DoubleStream.of(gaps).average().orElseThrow();
        double variance = DoubleStream.of(gaps)
                .map(gap -> (gap - mean) * (gap - mean))
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(1_000_000, within(20_000.0));
        assertThat(Math.sqrt(variance)).isCloseTo(mean, within(30_000.0));
    }
}

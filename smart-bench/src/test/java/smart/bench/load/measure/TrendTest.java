package smart.bench.load.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TrendTest {
    private final Trend trend = new Trend();

    @Test
    void pointsOnALineHaveItsSlope() {
        for (int i = 0; i < 10; i++) {
            trend.add(1e15 + i, 3.0 * i);
        }
        assertThat(trend.sureSlope()).isCloseTo(3, within(1e-6));
    }

    /** Each event loop has its own part of the points. */
    @Test
    void partsGiveTheSameAsAllPointsTogether() {
        SplittableRandom random = new SplittableRandom(3);
        Trend odd = new Trend();
        Trend even = new Trend();
        Trend sum = new Trend();
        for (int i = 0; i < 1000; i++) {
            double y = 5 + 0.1 * i + random.nextGaussian();
            trend.add(i, y);
            (i % 2 == 0 ? even : odd).add(i, y);
        }
        sum.add(odd);
        sum.add(new Trend());
        sum.add(even);
        assertThat(sum.sureSlope()).isCloseTo(trend.sureSlope(), within(1e-12));
    }

    /** By simulation without any slope; the bounds are those of 2.5 % in 99 of 100 repetitions. */
    @Test
    void aSlopeIsSureInOneOfFortySamplesWithoutOne() {
        SplittableRandom random = new SplittableRandom(4);
        int runs = 4000;
        int sure = 0;
        for (int run = 0; run < runs; run++) {
            Trend noise = new Trend();
            for (int i = 0; i < 100; i++) {
                noise.add(i, random.nextGaussian());
            }
            sure += noise.sureSlope() > 0 ? 1 : 0;
        }
        assertThat(sure / (double) runs).isCloseTo(0.025, within(2.58 * Math.sqrt(0.025 * 0.975 / runs)));
    }

    @Test
    void fewPointsHaveNoSureSlope() {
        assertThat(trend.sureSlope()).isNaN();
        trend.add(1, 1);
        trend.add(2, 2);
        assertThat(trend.sureSlope()).isNaN();
    }
}

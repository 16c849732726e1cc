package smart.service.hedge.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SlidingQuantileTest {

    @Test
    void isThatOfTheNewestValuesSorted() {
        Random random = new Random(5);
        SlidingQuantile quantile = new SlidingQuantile(40);
        Deque<Double> newest = new ArrayDeque<>();
        for (int i = 0; i < 2_000; i++) {
            // Few different ones, so that equal ones are frequent.
            double value = random.nextInt(30);
            quantile.add(value);
            newest.add(value);
            if (newest.size() > 40) {
                newest.remove();
            }
            double[] sorted =
                    newest.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            assertThat(quantile.size()).isEqualTo(sorted.length);
            assertThat(quantile.oneIn(10)).isEqualTo(sorted[sorted.length / 10]);
            assertThat(quantile.oneIn(2)).isEqualTo(sorted[sorted.length / 2]);
        }
    }
}

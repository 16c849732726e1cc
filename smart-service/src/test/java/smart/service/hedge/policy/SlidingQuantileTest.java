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
        SlidingQuantile quantile = new SlidingQuantile(40, Long.MAX_VALUE);
        Deque<Double> newest = new ArrayDeque<>();
        for (int i = 0; i < 2_000; i++) {
            // Few different ones, so that equal ones are frequent.
            double value = random.nextInt(30);
            quantile.add(value, i);
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

    @Test
    void anOldValueDoesNotCount() {
        SlidingQuantile quantile = new SlidingQuantile(3, 10);
        quantile.add(1, 100);
        quantile.add(2, 105);
        quantile.add(3, 110);
        assertThat(quantile.size()).isEqualTo(3);
        quantile.add(4, 111);
        quantile.add(5, 121);
        assertThat(quantile.size()).isEqualTo(2);
        assertThat(quantile.oneIn(2)).isEqualTo(5);
        assertThat(quantile.oneIn(10)).isEqualTo(4);
        quantile.add(6, 1_000);
        assertThat(quantile.size()).isEqualTo(1);
    }
}

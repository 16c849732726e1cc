package smart.service.backend.attempt;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class LatencyTimerTest {
    private final LatencyTimer timer = new LatencyTimer();

    @Test
    void aDurationIsInTheBucketWhoseUpperBoundItDoesNotExceed() {
        timer.update(100, MILLISECONDS);
        timer.update(100_000_001, NANOSECONDS);

        assertThat(countUpTo(0.1)).isEqualTo(1);
        assertThat(countUpTo(0.15)).isEqualTo(1);
    }

    @Test
    void whatIsLongerThanAnyBoundIsInTheInfiniteBucket() {
        timer.update(3, MINUTES);

        assertThat(countUpTo(Double.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(timer.counts().sum()).isEqualTo(180);
    }

    @Test
    void theBoundsAscendAndEndWithInfinity() {
        double[] bounds = timer.counts().upperBounds();

        assertThat(bounds).isSorted().doesNotHaveDuplicates().endsWith(Double.POSITIVE_INFINITY);
        assertThat(timer.counts().perBucket()).hasSameSizeAs(bounds).containsOnly(0);
    }

    @Test
    void itIsStillATimerWithPercentiles() {
        timer.update(200, MILLISECONDS);

        assertThat(timer.getCount()).isEqualTo(1);
        assertThat(timer.getSnapshot().getMax() / 1e6).isCloseTo(200, withinPercentage(3));
    }

    @Test
    void manyThreadsLoseNothing() throws InterruptedException {
        int threads = 8;
        int each = 10_000;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch go = new CountDownLatch(1);
            for (int i = 0; i < threads; i++) {
                executor.execute(() -> {
                    await(go);
                    for (int j = 0; j < each; j++) {
                        timer.update(20, MILLISECONDS);
                    }
                });
            }
            go.countDown();
        } finally {
            executor.shutdown();
            assertThat(executor.awaitTermination(1, MINUTES)).isTrue();
        }

        assertThat(Arrays.stream(timer.counts().perBucket()).sum()).isEqualTo((long) threads * each);
        assertThat(timer.counts().sum()).isEqualTo((long) threads * each * 20 / 1e3);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private long countUpTo(double bound) {
        LatencyTimer.Counts counts = timer.counts();
        return counts.perBucket()[Arrays.binarySearch(counts.upperBounds(), bound)];
    }
}

package smart.service.hedge.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class LatencyCountsTest {
    private final LatencyCounts counts = new LatencyCounts();

    @Test
    void theMedianIsExactToThreePercent() {
        for (long nanos : new long[] {1_500, 99_000, 7_000_000, 123_456_789, 59_000_000_000L}) {
            LatencyCounts some = new LatencyCounts();
            LongStream.of(nanos / 3, nanos, 3 * nanos).forEach(some::add);
            assertThat(some.median()).isCloseTo((double) nanos, within(0.03 * nanos));
        }
    }

    @Test
    void noneHasNoMedian() {
        assertThat(counts.median()).isZero();
    }

    @Test
    void whatIsOutOfRangeCountsAsTheShortestOrTheLongest() {
        counts.add(0);
        assertThat(counts.median()).isLessThan(1_100);
        counts.add(Long.MAX_VALUE);
        counts.add(TimeUnit.DAYS.toNanos(3));
        assertThat(counts.median()).isGreaterThan(3.6e12);
    }

    @Test
    void threadsLoseNone() throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            long nanos = i == 0 ? 1_000_000 : 9_000_000;
            threads[i] = new Thread(() -> {
                try {
                    start.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                for (int n = 0; n < 50_000; n++) {
                    counts.add(nanos);
                }
            });
            threads[i].start();
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        // As many short ones again make exactly half: one that was lost would tip it.
        for (int n = 0; n < 100_000; n++) {
            counts.add(1_000_000);
        }
        assertThat(counts.median()).isGreaterThan(8_500_000);
        counts.add(1_000_000);
        assertThat(counts.median()).isLessThan(1_100_000);
    }
}

package smart.service.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class InFlightLimiterTest {
    private final AtomicLong clock = new AtomicLong();
    private final MetricRegistry metrics = new MetricRegistry();

    private InFlightLimiter limiter(int limit) {
        return new InFlightLimiter(limit, metrics, clock::get);
    }

    @Test
    void givesAsManyPermitsAsTheLimitAllows() {
        InFlightLimiter limiter = limiter(2);
        Permit first = limiter.tryAcquire();
        Permit second = limiter.tryAcquire();
        assertThat(first).isNotNull();
        assertThat(second).isNotNull();
        assertThat(limiter.tryAcquire()).isNull();
        first.release();
        assertThat(limiter.tryAcquire()).isNotNull();
    }

    @Test
    void takesAPermitBackOnce() {
        InFlightLimiter limiter = limiter(2);
        Permit first = limiter.tryAcquire();
        assertThat(limiter.tryAcquire()).isNotNull();
        first.release();
        first.release();
        assertThat(limiter.inFlight()).isEqualTo(1);
    }

    @Test
    void neverLetsMoreThroughThanTheLimitUnderManyThreads() throws Exception {
        int threads = 32;
        int attemptsEach = 5_000;
        InFlightLimiter limiter = limiter(7);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger admitted = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                workers.add(pool.submit(() -> {
                    start.await();
                    for (int n = 0; n < attemptsEach; n++) {
                        Permit permit = limiter.tryAcquire();
                        if (permit == null) {
                            refused.incrementAndGet();
                        } else {
                            admitted.incrementAndGet();
                            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                            inside.decrementAndGet();
                            permit.release();
                        }
                    }
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> worker : workers) {
                worker.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(most.get()).isBetween(1, 7);
        assertThat(admitted.get() + refused.get()).isEqualTo(threads * attemptsEach);
        assertThat(limiter.inFlight()).isZero();
    }

    @Test
    void showsWhatIsInFlightWhileItIsStarted() {
        InFlightLimiter limiter = limiter(5);
        limiter.start();
        assertThat(limiter.tryAcquire()).isNotNull();
        assertThat(metrics.getGauges().get("smart.in_flight").getValue()).isEqualTo(1);
        assertThat(metrics.getGauges().get("smart.in_flight_limit").getValue()).isEqualTo(5);
        limiter.stop();
        assertThat(metrics.getGauges()).isEmpty();
    }

    @Test
    void isSaturatedFromTheFirstRefusalToAPauseOfASecond() {
        InFlightLimiter limiter = limiter(1);
        assertThat(limiter.tryAcquire()).isNotNull();
        assertThat(limiter.saturatedFor()).isZero();
        for (int i = 0; i < 20; i++) {
            assertThat(limiter.tryAcquire()).isNull();
            clock.addAndGet(Duration.ofMillis(500).toNanos());
        }
        assertThat(limiter.saturatedFor()).isEqualTo(Duration.ofSeconds(10));
        clock.addAndGet(Duration.ofMillis(500).toNanos());
        assertThat(limiter.saturatedFor()).isZero();
        assertThat(limiter.tryAcquire()).isNull();
        assertThat(limiter.saturatedFor()).isZero();
    }

    @Test
    void refusalsBelowTheUsualPriorityAreNoSaturation() {
        InFlightLimiter limiter = limiter(1);
        assertThat(limiter.tryAcquire()).isNotNull();
        for (int priority = 0; priority < Priorities.USUAL; priority++) {
            assertThat(limiter.tryAcquire(priority)).isNull();
            assertThat(limiter.refusal(priority)).isNotNull();
            clock.addAndGet(Duration.ofMillis(500).toNanos());
        }
        assertThat(limiter.saturatedFor()).isZero();
        for (int i = 0; i < 3; i++) {
            assertThat(limiter.tryAcquire(Priorities.USUAL)).isNull();
            clock.addAndGet(Duration.ofMillis(500).toNanos());
            assertThat(limiter.refusal(Priorities.USUAL)).isNotNull();
        }
        assertThat(limiter.saturatedFor()).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void saturationIsUnhealthyOnceItLastsLongerThanSet() {
        InFlightLimiter limiter = limiter(1);
        LimiterHealthCheck check = new LimiterHealthCheck(limiter, Duration.ofSeconds(2));
        assertThat(limiter.tryAcquire()).isNotNull();
        assertThat(check.check().isHealthy()).isTrue();
        for (int i = 0; i < 6; i++) {
            assertThat(limiter.tryAcquire()).isNull();
            clock.addAndGet(Duration.ofMillis(500).toNanos());
        }
        assertThat(check.check().isHealthy()).isFalse();
        assertThat(check.check().getMessage()).isEqualTo("1 of 1 calls in flight, refusing for 3 s");
    }
}

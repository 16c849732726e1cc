package smart.service.hedge.policy;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import smart.service.backend.ManualScheduler;

final class AttemptLatenciesTest {
    private static final long UNKNOWN = -1;

    private final ManualScheduler time = new ManualScheduler();
    private final AttemptLatencies latencies = new AttemptLatencies(time);

    @Test
    void aPercentileIsExactToAPercent() {
        for (int millis = 1; millis <= 1000; millis++) {
            succeeded(1, millis);
        }

        assertThat(percentile(50)).isBetween(500.0, 505.0);
        assertThat(percentile(95)).isBetween(950.0, 960.0);
        assertThat(percentile(99.9)).isBetween(990.0, 1000.0);
    }

    @Test
    void aPercentileIsKnownOnlyWhereSoManyAttemptsSucceededThatOneIsSlower() {
        succeeded(19, 50);
        assertThat(percentile(50)).isEqualTo(UNKNOWN);
        assertThat(percentile(95)).isEqualTo(UNKNOWN);

        succeeded(1, 50);
        assertThat(percentile(95)).isGreaterThan(0);
        assertThat(percentile(99)).isEqualTo(UNKNOWN);

        succeeded(80, 50);
        assertThat(percentile(99)).isGreaterThan(0);
    }

    @Test
    void whatIsOlderThanHalfAMinuteIsForgotten() {
        succeeded(100, 50);
        time.advance(Duration.ofSeconds(15));
        succeeded(100, 200);

        assertThat(percentile(95)).isBetween(200.0, 202.0);
        assertThat(percentile(50)).isBetween(50.0, 50.5);
        time.advance(Duration.ofSeconds(15));
        assertThat(percentile(50)).isBetween(200.0, 202.0);
        time.advance(Duration.ofSeconds(15));
        assertThat(percentile(50)).isEqualTo(UNKNOWN);
    }

    @Test
    void outrunAttemptsAreSlowOnes() {
        for (int millis = 1; millis <= 98; millis++) {
            succeeded(1, millis);
        }
        outrun(2, 400);

        assertThat(percentile(97)).isBetween(97.0, 97.9);
    }

    @Test
    void whereMoreHangThanThePercentileLeavesOutItDoesNotClimbToThem() {
        for (int millis = 1; millis <= 100; millis++) {
            succeeded(1, millis);
        }
        outrun(20, 5_000);

        assertThat(percentile(95)).isBetween(99.0, 100.0);
    }

    @Test
    void theFastestIsWhatOneInTwentyBeats() {
        assertThat(fastest()).isZero();
        for (int millis = 1; millis <= 100; millis++) {
            succeeded(1, millis);
        }

        assertThat(fastest()).isBetween(4.9, 5.0);
    }

    @Test
    void anAttemptOutsideOfWhatCanBeMeasuredCountsAtTheNearestEnd() {
        for (int i = 0; i < 20; i++) {
            latencies.succeeded(-5);
            latencies.succeeded(Duration.ofDays(3).toNanos());
        }

        assertThat(fastest()).isEqualTo(0.001);
        assertThat(percentile(90)).isGreaterThan(3_000_000);
    }

    @Test
    void theWindowIsLookedAtTenTimesASecondAtMost() {
        succeeded(100, 50);
        assertThat(percentileNow(95)).isBetween(50.0, 50.5);

        succeeded(1000, 80);
        assertThat(percentileNow(95)).isBetween(50.0, 50.5);
        assertThat(percentileNow(96)).isBetween(80.0, 81.0);
    }

    private void succeeded(int attempts, long millis) {
        for (int i = 0; i < attempts; i++) {
            latencies.succeeded(MILLISECONDS.toNanos(millis));
        }
    }

    private void outrun(int attempts, long millis) {
        for (int i = 0; i < attempts; i++) {
            latencies.outrun(MILLISECONDS.toNanos(millis));
        }
    }

    private double percentile(double percentile) {
        time.advance(Duration.ofMillis(100));
        return percentileNow(percentile);
    }

    private double percentileNow(double percentile) {
        long nanos = latencies.recent(percentile).latency();
        return nanos == UNKNOWN ? UNKNOWN : nanos / 1e6;
    }

    private double fastest() {
        time.advance(Duration.ofMillis(100));
        return latencies.recent(null).fastest() / 1e6;
    }
}

package smart.bench.load.closed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final long MS = 1_000_000;

    private final Backoff backoff = new Backoff();

    @Test
    void aCallerThatIsRefusedQuicklyComesBackAsOftenAsOneThatIsServed() {
        backoff.succeeded(40 * MS);
        backoff.succeeded(60 * MS);
        assertThat(backoff.afterFailure(2 * MS, 0, true)).isEqualTo(48 * MS);
        assertThat(backoff.afterFailure(2 * MS, 0, false)).isEqualTo(48 * MS);
        assertThat(backoff.afterFailure(25 * MS, 0, true)).isZero();
    }

    @Test
    void untilTheFirstSuccessOfALevelTheTimeIsThatOfTheLevelBefore() {
        backoff.succeeded(50 * MS);
        backoff.nextLevel();
        backoff.nextLevel();
        assertThat(backoff.afterFailure(MS, 0, true)).isEqualTo(49 * MS);
        backoff.succeeded(80 * MS);
        assertThat(backoff.afterFailure(MS, 0, true)).isEqualTo(79 * MS);
    }

    @Test
    void beforeAnySuccessThePauseDoublesWhileThereIsSomethingToWaitFor() {
        assertThat(backoff.afterFailure(MS, MS, true)).isEqualTo(10 * MS);
        assertThat(backoff.afterFailure(MS, 20 * MS, true)).isEqualTo(20 * MS);
        assertThat(backoff.afterFailure(MS, 900 * MS, true)).isEqualTo(80 * MS);
        assertThat(backoff.afterFailure(MS, 20 * MS, false)).isZero();
    }

    @Test
    void afterALevelWithoutAnySuccessNobodyWaitsForOne() {
        backoff.nextLevel();
        assertThat(backoff.afterFailure(MS, MS, true)).isPositive();
        backoff.nextLevel();
        assertThat(backoff.afterFailure(MS, MS, true)).isZero();
        backoff.succeeded(50 * MS);
        assertThat(backoff.afterFailure(MS, MS, true)).isEqualTo(49 * MS);
    }

    @Test
    void withoutAConnectionThePauseDoublesUpToEightyMilliseconds() {
        assertThat(Backoff.afterNoConnection(1)).isEqualTo(10 * MS);
        assertThat(Backoff.afterNoConnection(2)).isEqualTo(20 * MS);
        assertThat(Backoff.afterNoConnection(9)).isEqualTo(80 * MS);
    }
}

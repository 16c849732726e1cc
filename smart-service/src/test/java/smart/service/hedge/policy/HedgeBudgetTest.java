package smart.service.hedge.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import smart.service.backend.ManualScheduler;

final class HedgeBudgetTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final ManualScheduler time = new ManualScheduler();
    private final HedgeBudget budget = new HedgeBudget(time);

    @Test
    void ofAHundredCallsTwentyMayBeHedged() {
        called(100);

        assertThat(taken(1000, 20, 0)).isEqualTo(20);
    }

    @Test
    void aPartOfATokenPaysForNothing() {
        called(4);
        assertThat(taken(1, 20, 0)).isZero();

        called(1);
        assertThat(taken(10, 20, 0)).isEqualTo(1);
    }

    @Test
    void someAreAlwaysAllowedInEachSecond() {
        assertThat(taken(100, 20, 10)).isEqualTo(10);

        time.advance(Duration.ofMillis(999));
        assertThat(taken(100, 20, 10)).isZero();

        time.advance(Duration.ofMillis(51));
        assertThat(taken(100, 20, 10)).isEqualTo(10);
    }

    @Test
    void aQuietTimeSavesNothingUp() {
        called(1_000_000);
        time.advance(Duration.ofSeconds(1));

        assertThat(taken(100, 20, 0)).isZero();
    }

    @Test
    void zeroAndZeroAllowNone() {
        called(1_000);

        assertThat(taken(100, 0, 0)).isZero();
    }

    @Test
    void aHundredPercentAndMoreAllowSeveralForEachCall() {
        called(10);

        assertThat(taken(1_000, 250, 0)).isEqualTo(25);
    }

    @Test
    void inSteadyLoadAlmostTheWholeBudgetCanBeSpent() {
        int taken = 0;
        for (int i = 0; i < 100_000; i++) {
            time.advance(Duration.ofMillis(1));
            budget.called();
            taken += budget.tryTake(20, 0) == null ? 1 : 0;
            budget.won();
        }

        assertThat(taken).isBetween(18_500, 20_000);
    }

    @Test
    void whereNoneOfAHundredWonNoneIsAllowedUntilOneWins() {
        called(1_000);
        assertThat(taken(1_000, 20, 5)).isEqualTo(100);

        budget.won();
        assertThat(taken(1_000, 20, 5)).isEqualTo(100);
    }

    /** A larger budget would not help there. */
    @Test
    void theReasonIsTheBudgetOrThatNoneWins() {
        assertThat(taken(1_000, 1_000, 99)).isEqualTo(99);
        assertThat(budget.tryTake(1_000, 99)).isEqualTo("budget spent");
        assertThat(budget.tryTake(1_000, 1_000)).isNull();
        assertThat(budget.tryTake(1_000, 1_000)).isEqualTo("extra attempts do not win");
    }

    @Test
    void whereNoneWonOneInEachSecondIsTriedAllTheSame() {
        called(1_000);
        assertThat(taken(1_000, 20, 0)).isEqualTo(100);
        for (int i = 0; i < 10; i++) {
            time.advance(Duration.ofSeconds(1));
            called(1_000);
            assertThat(taken(1_000, 20, 0)).isEqualTo(1);
        }
    }

    /** A thousand simulated seconds of bursts and pauses, each attempt checked against a plain count. */
    @Test
    void overTheSecondBeforeAnyAttemptTheBudgetIsNeverExceeded() {
        Random random = new Random(20);
        Deque<Long> calls = new ArrayDeque<>();
        Deque<Long> attempts = new ArrayDeque<>();
        while (time.getAsLong() < 1_000 * SECOND) {
            long pause = random.nextInt(100) == 0 ? 2 * SECOND : random.nextInt(3) * 1_000_000L;
            time.advance(Duration.ofNanos((long) (pause * random.nextDouble())));
            long now = time.getAsLong();
            if (random.nextBoolean()) {
                budget.called();
                calls.add(now);
            } else if (budget.tryTake(20, 3) == null) {
                budget.won();
                attempts.add(now);
                dropOlderThan(now - SECOND, calls);
                dropOlderThan(now - SECOND, attempts);
                assertThat((double) attempts.size()).isLessThanOrEqualTo(calls.size() * 0.2 + 3);
            }
        }
    }

    private static void dropOlderThan(long start, Deque<Long> times) {
        while (!times.isEmpty() && times.peek() <= start) {
            times.remove();
        }
    }

    private void called(int calls) {
        for (int i = 0; i < calls; i++) {
            budget.called();
        }
    }

    private int taken(int attempts, double percent, int minPerSecond) {
        int taken = 0;
        for (int i = 0; i < attempts; i++) {
            taken += budget.tryTake(percent, minPerSecond) == null ? 1 : 0;
        }
        return taken;
    }
}

package smart.service.hedge.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Attempts end one after the other on a clock that the test moves; what they took and what was in progress stands there. */
final class QueueSignsTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final AtomicLong clock = new AtomicLong(-3);
    private final QueueSigns signs = new QueueSigns(clock::get);

    /** A hundred and twenty-five attempts a second. */
    private void attempts(double seconds, long millis, int inProgress) {
        for (int i = 0; i < seconds * 125; i++) {
            pass(8);
            signs.succeeded(millis * MILLI, inProgress);
        }
    }

    private void pass(long millis) {
        clock.addAndGet(millis * MILLI);
    }

    @Test
    void nothingIsKnownAtFirst() {
        attempts(0.5, 900, 500);
        assertThat(signs.isQueueing(500)).isFalse();
    }

    @Test
    void slowerAttemptsAndMoreCallsTogetherAreAQueue() {
        attempts(10, 100, 12);
        assertThat(signs.isQueueing(12)).isFalse();
        attempts(2, 200, 24);
        assertThat(signs.isQueueing(12)).isTrue();
    }

    @Test
    void slowerAttemptsAloneAreNone() {
        attempts(10, 100, 12);
        attempts(5, 400, 13);
        assertThat(signs.isQueueing(13)).isFalse();
    }

    @Test
    void moreCallsAloneAreNone() {
        attempts(10, 100, 12);
        attempts(5, 110, 60);
        assertThat(signs.isQueueing(60)).isFalse();
    }

    @Test
    void aLittleOfBothIsNone() {
        attempts(10, 100, 12);
        attempts(5, 140, 14);
        assertThat(signs.isQueueing(14)).isFalse();
    }

    @Test
    void theQueueIsOverWithTheFirstCalmSlice() {
        attempts(10, 100, 12);
        attempts(2, 300, 36);
        assertThat(signs.isQueueing(36)).isTrue();
        attempts(1.1, 100, 12);
        assertThat(signs.isQueueing(12)).isFalse();
    }

    @Test
    void whatWasSeenHoldsForTwoSlicesWhereNoMoreAttemptsEnd() {
        attempts(10, 100, 12);
        attempts(2, 300, 36);
        assertThat(signs.isQueueing(12)).isTrue();
        pass(2_000);
        assertThat(signs.isQueueing(12)).isFalse();
    }

    /** Well before the slice is over. */
    @Test
    void callsThatPileUpBehindSlowAttemptsAreSeenAtOnce() {
        attempts(10, 100, 12);
        attempts(0.1, 250, 30);
        assertThat(signs.isQueueing(30)).isTrue();
        // As many as at all times.
        assertThat(signs.isQueueing(13)).isFalse();
    }

    /** They are what extra attempts are for. */
    @Test
    void callsThatPileUpBehindFastAttemptsHang() {
        attempts(10, 100, 12);
        attempts(0.4, 100, 60);
        assertThat(signs.isQueueing(60)).isFalse();
    }

    @Test
    void aFewCallsAreNoQueue() {
        attempts(10, 4, 1);
        attempts(0.1, 40, 5);
        assertThat(signs.isQueueing(5)).isFalse();
    }

    @Test
    void fewerThanFiftyAttemptsInFiveSecondsSayNothing() {
        for (int i = 0; i < 600; i++) {
            pass(110);
            signs.succeeded((i < 300 ? 100 : 900) * MILLI, i < 300 ? 2 : 18);
        }
        assertThat(signs.isQueueing(18)).isFalse();
    }

    @Test
    void withFewCallsASliceLastsLonger() {
        for (int i = 0; i < 600; i++) {
            pass(50);
            signs.succeeded((i < 450 ? 100 : 900) * MILLI, i < 450 ? 2 : 18);
        }
        assertThat(signs.isQueueing(2)).isTrue();
    }

    @Test
    void whatLastsForFiveMinutesIsTheNewCalm() {
        attempts(60, 100, 12);
        attempts(60, 200, 24);
        assertThat(signs.isQueueing(24)).isTrue();
        attempts(240, 200, 24);
        assertThat(signs.isQueueing(24)).isFalse();
    }

    /** Twenty attempts a second: a slice lasts two and a half seconds. */
    @Test
    void fiveMinutesAreFiveMinutesWithFewCallsToo() {
        for (int i = 0; i < 20 * 3_600; i++) {
            pass(50);
            signs.succeeded(100 * MILLI, 12);
        }
        for (int i = 0; i < 20 * 305; i++) {
            pass(50);
            signs.succeeded(200 * MILLI, 24);
        }
        assertThat(signs.isQueueing(24)).isFalse();
    }

    @Test
    void callsTooFewForASliceAreNotComparedWithThoseOfHoursAgo() {
        attempts(60, 100, 5);
        for (int i = 0; i < 5 * 3_600; i++) {
            pass(200);
            signs.succeeded(2_000 * MILLI, 10);
        }
        assertThat(signs.isQueueing(10)).isFalse();
    }

    @Test
    void attemptsOfManyThreadsAtOnceSayTheSame() throws InterruptedException {
        byFour(5_000, 100, 12);
        assertThat(signs.isQueueing(12)).isFalse();
        byFour(500, 300, 36);
        assertThat(signs.isQueueing(12)).isTrue();
    }

    /** Each lets two milliseconds pass before each of its attempts, so a slice has 250 of them. */
    private void byFour(int each, long millis, int inProgress) throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> {
                try {
                    start.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                for (int n = 0; n < each; n++) {
                    pass(2);
                    signs.succeeded(millis * MILLI, inProgress);
                }
            });
            threads[i].start();
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
    }
}

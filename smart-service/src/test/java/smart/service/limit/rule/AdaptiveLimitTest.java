package smart.service.limit.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import smart.service.limit.rule.LimitChange.Reason;
import smart.service.limit.rule.LimitRule.Sign;

/** The rule alone: what attempts took stands in the test, and time passes by hand. */
final class AdaptiveLimitTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final List<LimitChange> changes = new ArrayList<>();
    private long now;
    private final AdaptiveLimit limit = new AdaptiveLimit(5, 400, () -> now, () -> 0.5, changes::add);

    /** A time of {@code seconds} in which the limit is in use, and every attempt takes so long. */
    private void busy(int seconds, int millis) {
        busy(seconds, millis, Sign.ANSWERED);
    }

    private void busy(int seconds, int millis, Sign sign) {
        for (int i = 0; i < seconds * 100; i++) {
            now += 10 * MILLI;
            limit.ended(millis * MILLI, limit.now(), sign);
        }
    }

    private Reason last() {
        return changes.get(changes.size() - 1).reason();
    }

    @Test
    void beginsAtAHundredOrWhereTheBoundsAllowIt() {
        assertThat(limit.now()).isEqualTo(100);
        assertThat(new AdaptiveLimit(5, 40, () -> now, () -> 0.5, changes::add).now())
                .isEqualTo(40);
        assertThat(new AdaptiveLimit(200, 400, () -> now, () -> 0.5, changes::add).now())
                .isEqualTo(200);
    }

    @Test
    void aTimeInWhichTheLimitIsNotInUseTeachesNothing() {
        for (int i = 0; i < 100_000; i++) {
            now += 36 * MILLI;
            limit.ended((i % 2 == 0 ? 10 : 9_000) * MILLI, 79, i % 3 == 0 ? Sign.TIMED_OUT : Sign.ANSWERED);
        }
        assertThat(limit.now()).isEqualTo(100);
        assertThat(changes).isEmpty();
        assertThat(limit.view()).isEqualTo(new LimitView(null, 1, null));
    }

    @Test
    void aMeasurementEndsWithoutCallsToo() {
        while (changes.isEmpty()) {
            now += 10 * MILLI;
            limit.ended(100 * MILLI, limit.now(), Sign.ANSWERED);
        }
        assertThat(limit.now()).isEqualTo(5);
        now += TimeUnit.SECONDS.toNanos(11);
        assertThat(limit.now()).isEqualTo(100);
    }

    /** The timeouts do not fill a window; the answers of the evening would. */
    @Test
    void attemptsFromBeforeAnIdleTimeDoNotCount() {
        busy(30, 100);
        for (int i = 0; i < 70; i++) {
            now += 10 * MILLI;
            limit.ended(10_000 * MILLI, limit.now(), Sign.TIMED_OUT);
        }
        now += TimeUnit.HOURS.toNanos(8);
        changes.clear();
        busy(1, 100);
        assertThat(changes).extracting(LimitChange::reason).doesNotContain(Reason.TIMEOUTS);
    }

    @Test
    void aQueueIsOverWhenTheLimitIsNoLongerInUse() {
        busy(30, 100);
        busy(2, 10_000, Sign.TIMED_OUT);
        assertThat(limit.isQueueing()).isTrue();
        now += TimeUnit.SECONDS.toNanos(11);
        assertThat(limit.isQueueing()).isFalse();
    }

    @Test
    void measuresTheUnloadedLatencyBeforeAnythingElse() {
        busy(10, 100);
        assertThat(changes).first().extracting(LimitChange::reason).isEqualTo(Reason.MEASURING);
        assertThat(limit.view().unloadedMillis()).isEqualTo(100);
    }

    @Test
    void growsToTheMostWhileTheBackendIsAsFastAsUnloaded() {
        busy(60, 100);
        assertThat(limit.now()).isEqualTo(400);
        assertThat(changes).anyMatch(change -> change.reason() == Reason.ROOM);
    }

    @Test
    void shrinksWhileCallsQueueAndSaysSo() {
        busy(5, 100);
        int before = limit.now();
        busy(1, 250);
        assertThat(limit.now()).isLessThan(before);
        assertThat(last()).isEqualTo(Reason.LATENCY);
        assertThat(limit.isQueueing()).isTrue();
        assertThat(limit.view().gradient()).isBetween(0.5, 0.99);
    }

    @Test
    void aBackendThatIsSlowerForGoodDoesNotStarve() {
        busy(20, 100);
        busy(20, 300);
        assertThat(changes).anyMatch(change -> change.reason() == Reason.SLOWER);
        assertThat(limit.view().unloadedMillis()).isBetween(270.0, 300.0);
        busy(60, 300);
        assertThat(limit.now()).isEqualTo(400);
        assertThat(limit.isQueueing()).isFalse();
    }

    /** Others load the backend: it is faster with fewer calls, but never as fast as unloaded. */
    @Test
    void aBackendThatOthersLoadIsNotTakenForASlowerOne() {
        busy(20, 100);
        for (int i = 0; i < 6_000; i++) {
            now += 10 * MILLI;
            limit.ended((last() == Reason.MEASURING ? 200 : 250) * MILLI, limit.now(), Sign.ANSWERED);
        }
        assertThat(changes)
                .filteredOn(change -> change.reason() == Reason.MEASURING)
                .hasSizeGreaterThan(2);
        assertThat(changes).noneMatch(change -> change.reason() == Reason.SLOWER);
        assertThat(limit.view().unloadedMillis()).isEqualTo(100);
    }

    /** Fifty places of 100 ms: more calls than that queue. */
    @Test
    void fourCubeRootsOfTheLimitMayQueue() {
        for (int i = 0; i < 6_000; i++) {
            now += 2 * MILLI;
            limit.ended(Math.max(100, 2 * limit.now()) * MILLI, limit.now(), Sign.ANSWERED);
        }
        assertThat(limit.view().unloadedMillis()).isEqualTo(100);
        assertThat(limit.now()).isBetween(66, 76);
    }

    @Test
    void timeoutsTakeTheLimitDownToTheLeast() {
        busy(10, 100);
        busy(30, 10_000, Sign.TIMED_OUT);
        assertThat(limit.now()).isEqualTo(5);
        assertThat(last()).isEqualTo(Reason.TIMEOUTS);
        // And that time is no unloaded latency.
        assertThat(limit.view().unloadedMillis()).isEqualTo(100);
    }

    @Test
    void oneTimeoutInTenIsNoSignOfOverload() {
        for (int i = 0; i < 6_000; i++) {
            now += 10 * MILLI;
            boolean hangs = i % 10 == 0;
            limit.ended((hangs ? 10_000 : 100) * MILLI, limit.now(), hangs ? Sign.TIMED_OUT : Sign.ANSWERED);
        }
        assertThat(limit.now()).isEqualTo(400);
    }

    @Test
    void aCallersShortDeadlineIsNoSign() {
        busy(10, 100);
        int before = limit.now();
        busy(10, 20, Sign.TIMED_OUT);
        assertThat(limit.now()).isEqualTo(before);
    }

    @Test
    void pushbackTakesTheLimitDownByATenth() {
        busy(10, 100);
        int before = limit.now();
        busy(1, 1, Sign.PUSHED_BACK);
        assertThat(limit.now()).isBetween((int) (before * 0.9) - 1, (int) (before * 0.9) + 1);
        assertThat(last()).isEqualTo(Reason.PUSHBACK);
    }

    @Test
    void measuresAgainAfterAboutAMinute() {
        busy(30, 100);
        changes.clear();
        busy(60, 100);
        assertThat(changes)
                .filteredOn(change -> change.reason() == Reason.MEASURING)
                .hasSize(1);
        assertThat(limit.now()).isEqualTo(400);
    }

    @Test
    void aMeasurementThatTrafficLeftAloneEnds() {
        busy(30, 100);
        changes.clear();
        while (changes.stream().noneMatch(change -> change.reason() == Reason.MEASURING)) {
            busy(1, 100);
            if (now > TimeUnit.MINUTES.toNanos(3)) {
                break;
            }
        }
        // Whether it caught the measurement in the middle or at its end: with no more calls the limit is the one
        // before.
        for (int i = 0; i < 100; i++) {
            now += TimeUnit.SECONDS.toNanos(1);
            limit.ended(100 * MILLI, 1, Sign.ANSWERED);
        }
        assertThat(limit.now()).isEqualTo(400);
    }

    @Test
    void newBoundsHoldAtOnce() {
        limit.bounds(5, 30);
        assertThat(limit.now()).isEqualTo(30);
        assertThat(last()).isEqualTo(Reason.OPERATOR);
        limit.bounds(50, 60);
        assertThat(limit.now()).isEqualTo(50);
    }
}

package smart.service.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import smart.service.backend.BackendFailure.Broken;
import smart.service.backend.BackendFailure.Kind;
import smart.service.backend.BackendRequest;
import smart.service.backend.Requests;
import smart.service.backend.attempt.AttemptListener.Attempt;
import smart.service.backend.attempt.AttemptListener.Result;
import smart.service.limit.rule.AdaptiveLimit;

/** What attempts teach a limit of 5 to 100 calls that is always in use. Time passes by hand. */
final class LimitTeacherTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private long now;
    private final AdaptiveLimit limit = new AdaptiveLimit(5, 100, () -> now, () -> 0.5, change -> {});
    private final InFlightLimiter limiter = new InFlightLimiter(limit, new MetricRegistry(), () -> now);
    private final LimitTeacher teacher = new LimitTeacher(limiter, () -> Duration.ofSeconds(10));
    private final Deque<Permit> permits = new ArrayDeque<>();

    /** A hundred attempts a second, of these kinds by turns. */
    private void busy(int seconds, Runnable... attempts) {
        for (int i = 0; i < seconds * 100; i++) {
            now += 10 * MILLI;
            while (permits.size() > limiter.limit()) {
                permits.remove().release();
            }
            while (permits.size() < limiter.limit()) {
                permits.add(limiter.tryAcquire());
            }
            attempts[i % attempts.length].run();
        }
    }

    private Runnable answeredAfter(long millis) {
        return () -> teacher.ended(new Attempt(Requests.get("id"), millis * MILLI, Result.SUCCESS, null));
    }

    private Runnable timedOutAfter(long millis) {
        return () -> teacher.ended(new Attempt(
                Requests.get("id"), millis * MILLI, Result.FAILURE, new Broken(Kind.TIMEOUT, "no response")));
    }

    private Runnable leftAfter(long millis) {
        return cancelledAfter(millis, Requests.get("id"));
    }

    private Runnable outrunAfter(long millis) {
        BackendRequest call = Requests.get("id");
        call.used().succeeded(2);
        return cancelledAfter(millis, call);
    }

    private Runnable cancelledAfter(long millis, BackendRequest call) {
        return () -> teacher.ended(new Attempt(call, millis * MILLI, Result.CANCELLED, null));
    }

    @Test
    void shortTimeoutsOfCallersDoNotLowerALimitThatDoesNotKnowTheLatencyYet() {
        busy(60, answeredAfter(500), timedOutAfter(200));
        assertThat(limit.now()).isEqualTo(100);
        assertThat(limit.view().unloadedMillis()).isEqualTo(500);
    }

    @Test
    void shortTimeoutsOfCallersDoNotHideThatTheBackendIsSlowerForGood() {
        busy(20, answeredAfter(100));
        busy(60, answeredAfter(800), timedOutAfter(400));
        assertThat(limit.now()).isEqualTo(100);
        assertThat(limit.view().unloadedMillis()).isBetween(700.0, 800.0);
    }

    @Test
    void longerTimeoutsAreNoSignWhereTheBackendUsuallyTakesLonger() {
        busy(60, answeredAfter(4_000));
        busy(60, answeredAfter(4_000), timedOutAfter(2_000));
        assertThat(limit.now()).isEqualTo(100);
    }

    @Test
    void aBackendThatAnswersNobodyInTimeLowersTheLimitHoweverShortTheTimeoutsAre() {
        busy(20, answeredAfter(100));
        busy(60, timedOutAfter(500));
        assertThat(limit.now()).isEqualTo(5);
    }

    @Test
    void timeoutsOfTheServiceLowerTheLimit() {
        busy(20, answeredAfter(100));
        busy(20, answeredAfter(100), timedOutAfter(1_000));
        assertThat(limit.now()).isEqualTo(5);
    }

    @Test
    void aBackendThatAnswersNobodyBeforeTheCallerLeavesLowersTheLimit() {
        busy(20, answeredAfter(100));
        busy(60, leftAfter(2_000));
        assertThat(limit.now()).isEqualTo(5);
    }

    @Test
    void anAttemptThatAnExtraOneHasOutrunTeachesNothing() {
        busy(20, answeredAfter(100));
        busy(60, outrunAfter(2_000));
        assertThat(limit.now()).isEqualTo(100);
    }

    @Test
    void callersThatLeaveBeforeTheBackendUsuallyAnswersTeachNothing() {
        busy(20, answeredAfter(100));
        busy(60, leftAfter(140));
        assertThat(limit.now()).isEqualTo(100);
    }

    @Test
    void callersThatLeaveDoNotLowerTheLimitForThoseThatStay() {
        busy(60, answeredAfter(500), leftAfter(200), leftAfter(2_000), leftAfter(2_000));
        assertThat(limit.now()).isEqualTo(100);
        assertThat(limit.view().unloadedMillis()).isEqualTo(500);
    }

    /** Those that a stop cancels leave together, and most of them leave a limit that is no longer in use. */
    @Test
    void callsThatEndTogetherTeachNothing() {
        busy(20, answeredAfter(100));
        while (!permits.isEmpty()) {
            leftAfter(2_000).run();
            permits.remove().release();
        }
        busy(1, answeredAfter(100));
        assertThat(limit.now()).isEqualTo(100);
    }
}

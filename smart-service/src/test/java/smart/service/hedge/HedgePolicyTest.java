package smart.service.hedge;

import static org.assertj.core.api.Assertions.assertThat;
import static smart.service.backend.ScriptedBackend.Reply.failed;
import static smart.service.backend.ScriptedBackend.Reply.ok;
import static smart.service.backend.ScriptedBackend.Reply.status;
import static smart.service.hedge.HedgedCalls.failure;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import smart.service.backend.BackendFailure;
import smart.service.backend.BackendFailure.Kind;
import smart.service.backend.BackendResponse;
import smart.service.backend.Header;
import smart.service.backend.ScriptedBackend.Sent;
import smart.service.hedge.policy.Hedging.OnFailure;

/** What calls share: budget, pushback, what the backend takes of late, and the settings. */
@SuppressWarnings("FutureReturnValueIgnored") // Where a test looks at the attempts, it does not need the answer.
final class HedgePolicyTest {
    private final HedgedCalls calls = new HedgedCalls();

    @Test
    void noAttemptStartsWithLessTimeLeftThanTheFastestRecentOnesTake() {
        for (int i = 0; i < 20; i++) {
            calls.policy.firstSucceeded(TimeUnit.MILLISECONDS.toNanos(100));
        }
        calls.call(399);
        calls.advance(10_000);
        assertThat(calls.backend.sent()).hasSize(1);

        calls.call(401);
        calls.advance(10_000);
        assertThat(calls.backend.sent()).hasSize(4);
    }

    @Test
    void theFirstAttemptStartsHoweverLittleTimeIsLeft() {
        for (int i = 0; i < 20; i++) {
            calls.policy.firstSucceeded(TimeUnit.MILLISECONDS.toNanos(100));
        }

        calls.call(1);

        assertThat(calls.backend.sent()).hasSize(1);
    }

    @Test
    void whereTheBudgetIsSpentTheExtraAttemptIsLeftOutAndTheRunningOnesGoOn() {
        calls.budget(0, 1);
        calls.backend.script(ok(1000), ok(2000));
        CompletableFuture<BackendResponse> call = calls.call();

        calls.advance(1000);

        assertThat(call).isCompleted();
        assertThat(calls.backend.sent()).extracting(Sent::number).containsExactly("1/3", "2/3");
        assertThat(calls.count("sent")).isEqualTo(1);
        assertThat(calls.count("suppressed")).isEqualTo(1);
    }

    @Test
    void aFailedCallWithoutBudgetFailsAtOnce() {
        calls.budget(0, 0);
        calls.backend.script(failed(100, Kind.RESET));
        CompletableFuture<BackendResponse> call = calls.call();

        calls.advance(100);

        assertThat(failure(call, BackendFailure.class).kind()).isEqualTo(Kind.RESET);
        assertThat(calls.count("suppressed")).isEqualTo(2);
    }

    @Test
    void afterRetryAfterNoCallIsHedgedForThatTime() {
        calls.backend.script(status(10, 503, new Header("retry-after", "5")));
        CompletableFuture<BackendResponse> pushedBack = calls.call();
        calls.advance(10);
        assertThat(failure(pushedBack, BackendFailure.class).status()).isEqualTo(503);

        calls.call();
        calls.advance(4_989);
        assertThat(calls.backend.sent()).hasSize(2);
        assertThat(calls.count("suppressed")).isEqualTo(4);

        calls.advance(11);
        calls.call();
        calls.advance(300);
        assertThat(calls.backend.sent()).hasSize(5);
    }

    @Test
    void whileCallsAreBeingRefusedForTheLimitNoneIsHedged() {
        calls.saturatedFor = Duration.ofSeconds(1);
        calls.call();
        calls.advance(300);
        assertThat(calls.backend.sent()).hasSize(1);
        assertThat(calls.count("suppressed")).isEqualTo(2);

        calls.saturatedFor = Duration.ofMillis(999);
        calls.call();
        calls.advance(300);
        assertThat(calls.backend.sent()).hasSize(4);
    }

    @Test
    void extraAttemptsThatNeverWinAreGivenUpAndAfterAWinTheyComeBack() {
        calls.use(true, 10, 1, 0, OnFailure.HEDGE_NOW);
        calls.budget(100, 0);
        for (int i = 0; i < 1_000; i++) {
            answeredAfter(20);
        }
        // A hundred, and one in each of the 18 to 19 seconds after them.
        assertThat(calls.count("sent")).isBetween(117L, 121L);

        calls.advance(1_000);
        calls.backend.clear();
        calls.backend.script(ok(20), ok(1));
        calls.call();
        calls.advance(20);
        assertThat(calls.count("won")).isEqualTo(1);
        long before = calls.count("sent");
        for (int i = 0; i < 50; i++) {
            answeredAfter(20);
        }
        assertThat(calls.count("sent")).isBetween(before + 45, before + 50);
    }

    @Test
    void aWinningExtraAttemptIsCounted() {
        calls.backend.script(ok(1000), ok(10));
        calls.call();
        calls.advance(310);
        calls.backend.clear();
        calls.backend.script(ok(310));
        calls.call();
        calls.advance(310);

        assertThat(calls.count("won")).isEqualTo(1);
        assertThat(calls.count("sent")).isEqualTo(4);
    }

    @Test
    void withAPercentileTheDelayIsThatOfRecentFirstAttempts() {
        calls.percentile(95.0);
        for (int i = 1; i <= 100; i++) {
            calls.policy.firstSucceeded(TimeUnit.MILLISECONDS.toNanos(i));
        }

        calls.call();
        calls.advance(94);
        assertThat(calls.backend.sent()).hasSize(1);
        calls.advance(2);
        assertThat(calls.backend.sent()).hasSize(3);
    }

    @Test
    void aFirstAttemptThatWasOutrunCountsAsASlowOne() {
        calls.use(true, 300, 1, 0, OnFailure.HEDGE_NOW);
        for (int i = 0; i < 88; i++) {
            answeredAfter(50);
        }
        for (int i = 0; i < 4; i++) {
            answeredAfter(200);
        }
        for (int i = 0; i < 8; i++) {
            calls.backend.script(ok(9_000), ok(20));
            calls.call();
            calls.advance(320);
        }

        calls.percentile(90.0);

        // Of the 92 that succeeded alone, it would be 50 ms.
        assertThat(calls.delay()).isBetween(200.0, 202.0);
    }

    @Test
    void aFailedOrCancelledFirstAttemptSaysNothingOfTheDelay() {
        calls.percentile(50.0);
        for (int i = 0; i < 30; i++) {
            answeredAfter(50);
            calls.backend.script(failed(5, Kind.RESET), failed(5, Kind.RESET), failed(5, Kind.RESET));
            calls.call();
            calls.advance(100);
            calls.call().cancel(false);
        }

        assertThat(calls.delay()).isBetween(50.0, 50.5);
    }

    @Test
    void aPercentileIsNoShorterThanAMillisecondAndNoLongerThanACallMayTake() {
        calls.percentile(95.0);
        for (int i = 0; i < 20; i++) {
            calls.policy.firstSucceeded(TimeUnit.MICROSECONDS.toNanos(10));
        }
        assertThat(calls.delay()).isEqualTo(1);

        calls.advance(60_000);
        for (int i = 0; i < 20; i++) {
            calls.policy.firstSucceeded(TimeUnit.SECONDS.toNanos(30));
        }
        assertThat(calls.delay()).isEqualTo(10_000);
    }

    @Test
    void untilThePercentileIsKnownTheFixedDelayIsInForce() {
        calls.percentile(95.0);
        assertThat(calls.delay()).isEqualTo(300);

        for (int i = 0; i < 20; i++) {
            answeredAfter(50);
        }

        assertThat(calls.delay()).isBetween(50.0, 50.5);
    }

    @Test
    void aBackendThatFailsEverythingGetsNoMoreRequestsPerCallThanTheBudgetAndOne() {
        Random random = new Random(1);
        for (int i = 0; i < 5_000; i++) {
            calls.backend.script(failed(1, Kind.REFUSED));
            calls.call();
            calls.time.advance(Duration.ofNanos(random.nextInt(i < 2_000 ? 2_000_000 : 20_000_000)));
        }
        calls.advance(10_000);

        List<Sent> sent = calls.backend.sent();
        assertThat(calls.count("suppressed")).isPositive();
        // A hundred that don't help, then one in each of 32 s.
        assertThat(calls.count("sent")).isBetween(125L, 140L);
        int oldest = 0;
        int firsts = 0;
        for (int newest = 0; newest < sent.size(); newest++) {
            firsts += firsts(sent.get(newest));
            while (sent.get(oldest).at <= sent.get(newest).at - TimeUnit.SECONDS.toNanos(1)) {
                firsts -= firsts(sent.get(oldest++));
            }
            if (firsts(sent.get(newest)) == 0) {
                assertThat(newest - oldest + 1.0).isLessThanOrEqualTo(firsts * 1.2 + 10);
            }
        }
    }

    private static int firsts(Sent attempt) {
        return attempt.request.attempt() == 1 ? 1 : 0;
    }

    @Test
    void whileHedgingIsOffACallIsPassedStraightOn() {
        calls.use(false, 300, 2, 0, OnFailure.HEDGE_NOW);
        calls.backend.script(failed(10, Kind.RESET));

        CompletableFuture<BackendResponse> call = calls.call();

        assertThat(call).isSameAs(calls.backend.sent().get(0));
        assertThat(calls.backend.sent()).extracting(Sent::number).containsExactly("1/1");
        calls.advance(10);
        assertThat(calls.backend.sent()).hasSize(1);
    }

    @Test
    void aChangeOfTheSettingsHoldsForTheNextCall() {
        calls.call();
        calls.use(true, 100, 1, 0, OnFailure.HEDGE_NOW);
        calls.call();

        calls.advance(300);

        assertThat(calls.backend.sentAtMillis()).containsExactly(0L, 0L, 100L, 300L, 300L);
    }

    private void answeredAfter(long millis) {
        calls.backend.script(ok(millis));
        calls.call();
        calls.advance(millis);
    }
}

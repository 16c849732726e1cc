package smart.service.hedge;

import static org.assertj.core.api.Assertions.assertThat;
import static smart.service.backend.ScriptedBackend.Reply.failed;
import static smart.service.backend.ScriptedBackend.Reply.ok;
import static smart.service.backend.ScriptedBackend.Reply.status;
import static smart.service.hedge.HedgedCalls.failure;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import smart.service.backend.BackendFailure;
import smart.service.backend.BackendFailure.Kind;
import smart.service.backend.BackendResponse;
import smart.service.backend.Header;
import smart.service.backend.ScriptedBackend.Reply;
import smart.service.backend.ScriptedBackend.Sent;
import smart.service.hedge.policy.Hedging.OnFailure;

/** The rules for the attempts at one call, on a manual clock. */
@SuppressWarnings("FutureReturnValueIgnored") // Where a test looks at the attempts, it does not need the answer.
final class HedgedBackendTest {
    private final HedgedCalls calls = new HedgedCalls();

    @Test
    void aSuccessBeforeTheDelayIsTheAnswerOfTheOnlyAttempt() {
        calls.backend.script(ok(299));
        CompletableFuture<BackendResponse> call = calls.call();

        calls.advance(299);

        assertThat(call).isCompleted();
        assertThat(calls.backend.sentAtMillis()).containsExactly(0L);
        assertThat(calls.time.pending()).isZero();
        calls.advance(10_000);
        assertThat(calls.backend.sent()).hasSize(1);
    }

    @Test
    void afterTheDelayTheExtraAttemptsStartTogether() {
        calls.backend.script(ok(310));
        CompletableFuture<BackendResponse> call = calls.call();

        calls.advance(310);

        assertThat(call).isCompleted();
        assertThat(calls.backend.sentAtMillis()).containsExactly(0L, 300L, 300L);
        assertThat(calls.backend.sent()).extracting(Sent::number).containsExactly("1/3", "2/3", "3/3");
        assertThat(calls.backend.cancelled()).containsExactly(2, 3);
    }

    @Test
    void withAnIntervalTheExtraAttemptsStartOneAfterTheOther() {
        calls.use(true, 300, 3, 50, OnFailure.HEDGE_NOW);
        calls.call();

        calls.advance(1000);

        assertThat(calls.backend.sentAtMillis()).containsExactly(0L, 300L, 350L, 400L);
    }

    @Test
    void aDelayOfZeroSendsAllAttemptsAtOnce() {
        calls.use(true, 0, 2, 0, OnFailure.HEDGE_NOW);
        calls.call();

        assertThat(calls.backend.sentAtMillis()).containsExactly(0L, 0L, 0L);
    }

    @Test
    void theFirstSuccessWinsAndTheLosersAreCancelledBeforeItIsHandedOn() {
        calls.backend.script(ok(1000), ok(100), ok(50));
        CompletableFuture<BackendResponse> call = calls.call();
        CompletableFuture<Long> runningAtTheAnswer = call.thenApply(response -> calls.backend.running());

        calls.advance(350);

        assertThat(runningAtTheAnswer).isCompletedWithValue(0L);
        assertThat(calls.backend.cancelled()).containsExactly(1, 2);
        assertThat(calls.time.pending()).isZero();
    }

    @Test
    void theAnswerSaysInServerTimingHowManyAttemptsWereMadeAndWhichWon() {
        Header backendsOwn = new Header("Server-Timing", "db;dur=53");
        calls.backend.script(ok(1000), Reply.of(50, new BackendResponse(200, List.of(backendsOwn), new byte[0])));
        CompletableFuture<BackendResponse> call = calls.call();

        calls.advance(350);

        assertThat(call.join().headers())
                .containsExactly(backendsOwn, new Header("Server-Timing", "attempts;desc=\"3\", winner;desc=\"2\""));
    }

    @Test
    void aFailureNeverWinsWhileAnotherAttemptCanSucceed() {
        calls.backend.script(ok(2000), failed(10, Kind.RESET), status(20, 500));
        CompletableFuture<BackendResponse> call = calls.call();

        calls.advance(1999);
        assertThat(call).isNotDone();
        calls.advance(1);

        assertThat(call).isCompleted();
        assertThat(calls.backend.sent()).hasSize(3);
    }

    @Test
    void onAFailureTheNextAttemptsComeAtOnce() {
        calls.backend.script(failed(100, Kind.INVALID_JSON), ok(50));
        CompletableFuture<BackendResponse> call = calls.call();

        calls.advance(150);

        assertThat(call).isCompleted();
        assertThat(calls.backend.sentAtMillis()).containsExactly(0L, 100L, 100L);
    }

    @Test
    void onAFailureWithAnIntervalOneAttemptComesAtOnceAndTheNextAnIntervalLater() {
        calls.use(true, 300, 3, 50, OnFailure.HEDGE_NOW);
        calls.backend.script(failed(100, Kind.RESET));
        calls.call();

        calls.advance(1000);

        assertThat(calls.backend.sentAtMillis()).containsExactly(0L, 100L, 150L, 200L);
    }

    @Test
    void withWaitAFailureLeavesTheNextAttemptsAtTheirTime() {
        calls.use(true, 300, 2, 0, OnFailure.WAIT);
        calls.backend.script(failed(100, Kind.RESET), ok(50));
        CompletableFuture<BackendResponse> call = calls.call();

        calls.advance(349);
        assertThat(call).isNotDone();
        calls.advance(1);

        assertThat(call).isCompleted();
        assertThat(calls.backend.sentAtMillis()).containsExactly(0L, 300L, 300L);
    }

    @Test
    void withWaitACallWhoseNextAttemptWouldComeTooLateFailsAtOnce() {
        calls.use(true, 300, 2, 0, OnFailure.WAIT);
        calls.backend.script(failed(100, Kind.RESET));
        CompletableFuture<BackendResponse> call = calls.call(300);

        calls.advance(100);

        assertThat(failure(call, BackendFailure.class).kind()).isEqualTo(Kind.RESET);
    }

    @Test
    void whenAllHaveFailedACompleteResponseIsTheAnswer() {
        calls.backend.script(failed(100, Kind.TIMEOUT), status(50, 503), failed(200, Kind.RESET));
        CompletableFuture<BackendResponse> call = calls.call();

        calls.advance(299);
        assertThat(call).isNotDone();
        calls.advance(1);

        BackendResponse response = failure(call, BackendFailure.Status.class).response();
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.headers()).containsExactly(new Header("Server-Timing", "attempts;desc=\"3\""));
    }

    @Test
    void failuresThatComeAtOnceAreAnsweredAtOnce() {
        calls.backend.script(failed(0, Kind.REFUSED), failed(0, Kind.REFUSED), failed(0, Kind.REFUSED));

        assertThat(failure(calls.call(), BackendFailure.class).kind()).isEqualTo(Kind.REFUSED);
        assertThat(calls.backend.sent()).hasSize(3);
    }

    @Test
    void theDeadlineEndsAllAttempts() {
        CompletableFuture<BackendResponse> call = calls.call(500);

        calls.advance(499);
        assertThat(call).isNotDone();
        calls.advance(1);

        assertThat(failure(call, BackendFailure.class).kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(calls.backend.sentAtMillis()).containsExactly(0L, 300L, 300L);
        assertThat(calls.backend.cancelled()).isEmpty();
        assertThat(calls.time.pending()).isZero();
    }

    @Test
    void noAttemptStartsAtOrAfterTheDeadline() {
        CompletableFuture<BackendResponse> early = calls.call(20);
        CompletableFuture<BackendResponse> justThen = calls.call(300);

        calls.advance(10_000);

        assertThat(failure(early, BackendFailure.class).kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(failure(justThen, BackendFailure.class).kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(calls.backend.sent()).hasSize(2);
    }

    @Test
    void cancellingTheCallCancelsItsAttemptsAndItsTimer() {
        CompletableFuture<BackendResponse> waiting = calls.call();
        CompletableFuture<BackendResponse> hedging = calls.call();
        assertThat(waiting.cancel(false)).isTrue();
        assertThat(calls.backend.cancelled()).containsExactly(1);

        calls.advance(300);
        assertThat(hedging.cancel(false)).isTrue();

        assertThat(waiting).isCancelled();
        assertThat(hedging).isCancelled();
        assertThat(calls.backend.running()).isZero();
        assertThat(calls.backend.sent()).hasSize(4);
        assertThat(calls.time.pending()).isZero();
    }

    @Test
    void cancellingACallThatHasItsAnswerChangesNothing() {
        calls.backend.script(ok(10));
        CompletableFuture<BackendResponse> call = calls.call();
        calls.advance(10);

        assertThat(call.cancel(false)).isFalse();
        assertThat(call).isCompleted();
    }
}

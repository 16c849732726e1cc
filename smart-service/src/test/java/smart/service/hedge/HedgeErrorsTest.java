package smart.service.hedge;

import static org.assertj.core.api.Assertions.assertThat;
import static smart.service.backend.ScriptedBackend.Reply.failed;
import static smart.service.backend.ScriptedBackend.Reply.ok;
import static smart.service.hedge.HedgedCalls.failure;

import com.codahale.metrics.MetricRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import smart.service.backend.BackendFailure;
import smart.service.backend.BackendFailure.Kind;
import smart.service.backend.BackendResponse;
import smart.service.backend.Header;
import smart.service.hedge.policy.HedgePolicy;
import smart.service.hedge.policy.Load;

/** Failures of the backend and errors of our own, in the attempts at one call. */
@SuppressWarnings("FutureReturnValueIgnored") // Where a test looks at the attempts, it does not need the answer.
final class HedgeErrorsTest {
    private final HedgedCalls calls = new HedgedCalls();

    @Test
    void anErrorOfOursEndsTheCallAndItsOtherAttempts() {
        calls.backend.script(ok(1000), failed(10, new IllegalStateException("a bug")), ok(20));
        CompletableFuture<BackendResponse> call = calls.call();

        calls.advance(310);

        assertThat(failure(call, IllegalStateException.class)).hasMessage("a bug");
        assertThat(calls.backend.cancelled()).containsExactly(1, 3);
    }

    /** A date is compared with the clock, which fails here. */
    @Test
    void aBugWhileAResultIsTakenInEndsTheCall() {
        HedgePolicy broken = new HedgePolicy(
                calls.policy.hedging(),
                () -> Duration.ofSeconds(10),
                new Load(() -> Duration.ZERO, () -> 1, () -> false),
                calls.time,
                () -> {
                    throw new IllegalStateException("a bug");
                },
                new MetricRegistry());
        Header date = new Header("Retry-After", "Sat, 28 Nov 2026 12:00:00 GMT");
        BackendResponse pause = new BackendResponse(503, List.of(date), new byte[0]);
        HedgedBackend hedged = new HedgedBackend(
                broken, calls.time, request -> CompletableFuture.failedFuture(new BackendFailure.Status(pause)));

        CompletableFuture<BackendResponse> call = hedged.send(calls.request(10_000));

        assertThat(failure(call, IllegalStateException.class)).hasMessage("a bug");
        assertThat(calls.time.pending()).isZero();
    }

    @Test
    void aBackendThatThrowsIsAnErrorOfOurs() {
        HedgedBackend throwing = new HedgedBackend(calls.policy, calls.time, request -> {
            throw new IllegalStateException("thrown");
        });

        CompletableFuture<BackendResponse> call = throwing.send(calls.request(10_000));

        assertThat(failure(call, IllegalStateException.class)).hasMessage("thrown");
        assertThat(calls.time.pending()).isZero();
    }

    @Test
    void aFailureThatCameThroughAnotherFutureIsStillTheBackends() {
        HedgedBackend chained = new HedgedBackend(
                calls.policy, calls.time, request -> calls.backend.send(request).thenApply(response -> response));
        calls.backend.script(failed(10, Kind.RESET), failed(10, Kind.REFUSED), failed(10, Kind.REFUSED));

        CompletableFuture<BackendResponse> call = chained.send(calls.request(10_000));
        calls.advance(20);

        assertThat(failure(call, BackendFailure.class).kind()).isEqualTo(Kind.RESET);
        assertThat(calls.backend.sent()).hasSize(3);
    }

    @Test
    void anAttemptThatSomebodyElseCancelledIsNoErrorOfOurs() {
        CompletableFuture<BackendResponse> call = calls.call();
        calls.advance(300);

        calls.backend.sent().forEach(attempt -> attempt.cancel(false));

        assertThat(call).isCancelled();
    }
}

package smart.service.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import smart.service.backend.Backend;
import smart.service.backend.BackendResponse;
import smart.service.backend.Requests;

final class LimitedBackendTest {
    private final InFlightLimiter limiter = new InFlightLimiter(1, new MetricRegistry(), () -> 0);
    private final List<CompletableFuture<BackendResponse>> sent = new ArrayList<>();
    private final Backend backend = new LimitedBackend(limiter, request -> {
        sent.add(new CompletableFuture<>());
        return sent.get(sent.size() - 1);
    });

    @Test
    void refusesAtOnceAndTheBackendHearsNothing() {
        assertThat(backend.send(Requests.get("a"))).isNotDone();
        var refused = backend.send(Requests.get("b"));
        assertThat(refused.handle((response, failure) -> failure).join()).isInstanceOf(LimitReached.class);
        assertThat(sent).hasSize(1);
    }

    @Test
    void aCallOfALowPriorityHearsHowManyMayBeInProgressForIt() {
        InFlightLimiter ten = new InFlightLimiter(10, new MetricRegistry(), () -> 0);
        Backend limited = new LimitedBackend(ten, request -> new CompletableFuture<>());
        for (int i = 0; i < 8; i++) {
            assertThat(limited.send(Requests.get("low", 0))).isNotDone();
        }

        assertThat(limited.send(Requests.get("low", 0)))
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(LimitReached.class)
                .withMessageContaining("at most 8 calls");
        assertThat(limited.send(Requests.get("high", 9))).isNotDone();
    }

    @Test
    void hasThePermitBackWhenTheCallCompletes() {
        List<Integer> inFlightAtCompletion = new ArrayList<>();
        var call = backend.send(Requests.get("a"));
        var unused = call.whenComplete((response, failure) -> inFlightAtCompletion.add(limiter.inFlight()));
        assertThat(limiter.inFlight()).isEqualTo(1);
        sent.get(0).complete(Requests.response(200));
        assertThat(inFlightAtCompletion).containsExactly(0);
    }

    @Test
    void hasThePermitBackAfterEveryKindOfEnd() {
        assertThat(backend.send(Requests.get("failure"))).isNotDone();
        sent.get(0).completeExceptionally(new IllegalStateException());
        assertThat(limiter.inFlight()).isZero();

        backend.send(Requests.get("cancelled")).cancel(true);
        assertThat(sent.get(1)).isCancelled();
        assertThat(limiter.inFlight()).isZero();

        Backend throwing = new LimitedBackend(limiter, request -> {
            throw new IllegalStateException();
        });
        assertThat(throwing.send(Requests.get("throws"))).isCompletedExceptionally();
        assertThat(limiter.inFlight()).isZero();
    }
}

package smart.service.backend.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import smart.service.backend.Backend;
import smart.service.backend.BackendFailure;
import smart.service.backend.BackendFailure.Kind;
import smart.service.backend.BackendRequest;
import smart.service.backend.BackendResponse;
import smart.service.backend.Requests;
import smart.service.backend.attempt.AttemptListener.Attempt;
import smart.service.backend.attempt.AttemptListener.Result;

final class ObservedBackendTest {
    private final AtomicLong clock = new AtomicLong(1_000);
    private final List<Attempt> heard = new ArrayList<>();
    private final CompletableFuture<BackendResponse> sent = new CompletableFuture<>();
    private final Backend backend = new ObservedBackend(List.of(heard::add), clock::get, request -> sent);

    @Test
    void tellsOfASuccessWithItsTime() {
        BackendRequest request = Requests.get("a");
        var call = backend.send(request);
        clock.addAndGet(500);
        sent.complete(Requests.response(200));
        assertThat(call).isCompleted();
        assertThat(heard).containsExactly(new Attempt(request, 500, Result.SUCCESS, null));
    }

    @Test
    void tellsOfAFailureWithItsReason() {
        BackendFailure failure = new BackendFailure.Broken(Kind.REFUSED, "no");
        BackendRequest request = Requests.get("a");
        var call = backend.send(request);
        sent.completeExceptionally(failure);
        assertThat(call).isCompletedExceptionally();
        assertThat(heard).containsExactly(new Attempt(request, 0, Result.FAILURE, failure));
    }

    @Test
    void tellsACancelledAttemptFromABugOfOurs() {
        backend.send(Requests.get("a")).cancel(true);
        assertThat(heard).extracting(Attempt::result).containsExactly(Result.CANCELLED);

        heard.clear();
        Backend broken = new ObservedBackend(List.of(heard::add), clock::get, request -> {
            throw new IllegalStateException();
        });
        assertThat(broken.send(Requests.get("a"))).isCompletedExceptionally();
        assertThat(heard).extracting(Attempt::result).containsExactly(Result.INTERNAL);
    }
}

package smart.service.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class DecoratedFutureTest {
    private final List<String> events = new ArrayList<>();
    private final CompletableFuture<BackendResponse> decorated = new CompletableFuture<>();

    private DecoratedFuture stage(Backend backend) {
        DecoratedFuture stage = DecoratedFuture.of(
                backend,
                Requests.get("id"),
                (response, failure) ->
                        events.add("end " + (failure == null ? response.status() : failure.getMessage())));
        var unused = stage.whenComplete((response, failure) -> events.add("completed"));
        return stage;
    }

    @Test
    void endsBeforeItCompletes() {
        DecoratedFuture stage = stage(request -> decorated);
        decorated.complete(Requests.response(200));
        assertThat(stage).isCompleted();
        assertThat(events).containsExactly("end 200", "completed");
    }

    @Test
    void passesAFailureOnAsItIs() {
        BackendFailure failure = new BackendFailure.Broken(BackendFailure.Kind.RESET, "gone");
        DecoratedFuture stage = stage(request -> decorated);
        decorated.completeExceptionally(failure);
        assertThat(stage.handle((answer, cause) -> cause).join()).isSameAs(failure);
        assertThat(events).containsExactly("end gone", "completed");
    }

    @Test
    void handsACancellationOnAndEndsOnce() {
        DecoratedFuture stage = stage(request -> decorated);
        assertThat(stage.cancel(true)).isTrue();
        assertThat(decorated).isCancelled();
        assertThat(stage).isCancelled();
        assertThat(events).containsExactly("end null", "completed");
    }

    @Test
    void aCancellationDoesNotOvertakeTheEnd() {
        List<DecoratedFuture> stages = new ArrayList<>();
        stages.add(DecoratedFuture.of(request -> decorated, Requests.get("id"), (response, failure) -> {
            boolean cancelled = stages.get(0).cancel(false);
            events.add(
                    "end, cancelled: " + cancelled + ", done: " + stages.get(0).isDone());
        }));
        decorated.complete(Requests.response(200));
        assertThat(events).containsExactly("end, cancelled: false, done: false");
        assertThat(stages.get(0)).isCompleted();
    }

    @Test
    void aBackendThatThrowsCountsAsOneWhoseFutureFailed() {
        IllegalStateException bug = new IllegalStateException("bug");
        DecoratedFuture stage = stage(request -> {
            throw bug;
        });
        assertThat(stage.handle((answer, cause) -> cause).join()).isSameAs(bug);
        assertThat(events.get(0)).isEqualTo("end bug");
    }

    @Test
    void completesAlsoWhereTheEndThrows() {
        DecoratedFuture stage = DecoratedFuture.of(request -> decorated, Requests.get("id"), (response, failure) -> {
            throw new IllegalStateException("end");
        });
        decorated.cancel(false);
        assertThat(stage).isCompletedExceptionally();
        assertThat(stage.handle((answer, cause) -> cause).join()).isInstanceOf(CancellationException.class);
    }
}

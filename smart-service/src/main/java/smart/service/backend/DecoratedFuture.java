package smart.service.backend;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The future of a decorating {@link Backend}: it completes as the decorated one's did, after the decorator has done its
 * part, and hands a cancellation on. ({@link CompletableFuture#whenComplete} does the first, not the second.)
 */
public final class DecoratedFuture extends CompletableFuture<BackendResponse> implements Attempts {
    private final CompletableFuture<BackendResponse> decorated;

    private DecoratedFuture(CompletableFuture<BackendResponse> decorated) {
        this.decorated = decorated;
    }

    /**
     * Sends {@code request} to {@code backend}; {@code end} runs exactly once, before the returned future completes, with
     * what the backend's future completed with. A backend that throws counts as one whose future failed.
     */
    public static DecoratedFuture of(
            Backend backend, BackendRequest request, BiConsumer<@Nullable BackendResponse, @Nullable Throwable> end) {
        CompletableFuture<BackendResponse> decorated;
        try {
            decorated = backend.send(request);
        } catch (RuntimeException | Error e) {
            decorated = CompletableFuture.failedFuture(e);
        }
        DecoratedFuture stage = new DecoratedFuture(decorated);
        Futures.onComplete(decorated, (response, failure) -> stage.end(response, failure, end));
        return stage;
    }

    private void end(
            @Nullable BackendResponse response,
            @Nullable Throwable failure,
            BiConsumer<@Nullable BackendResponse, @Nullable Throwable> end) {
        try {
            end.accept(response, failure);
        } finally {
            if (response != null) {
                complete(response);
            } else {
                completeExceptionally(failure == null ? new CancellationException() : failure);
            }
        }
    }

    @Override
    public int attempts() {
        return Attempts.of(decorated);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        // What was decorated completes this one, be it a moment later: nothing may overtake the end.
        return decorated.cancel(mayInterruptIfRunning);
    }
}

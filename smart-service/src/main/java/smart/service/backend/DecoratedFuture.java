package smart.service.backend;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The future of a decorating {@link Backend}: it completes like the decorated future, after the decorator has run its
 * end action, and passes a cancellation on to it. ({@link CompletableFuture#whenComplete} does not pass cancellation
 * on.)
 */
public final class DecoratedFuture extends CompletableFuture<BackendResponse> implements Attempts {
    private final CompletableFuture<BackendResponse> decorated;

    private DecoratedFuture(CompletableFuture<BackendResponse> decorated) {
        this.decorated = decorated;
    }

    /**
     * Sends {@code request} to {@code backend}; {@code end} runs exactly once, before the returned future completes,
     * with what the backend's future completed with. If the backend throws, that counts as a failed future.
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
        // Only the decorated future completes this one, even if later: the end action must come first.
        return decorated.cancel(mayInterruptIfRunning);
    }
}

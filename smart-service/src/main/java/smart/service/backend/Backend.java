package smart.service.backend;

import java.util.concurrent.CompletableFuture;

/**
 * Sends a request to the backend: the seam that carries the service. A stage of the request's way, such as the limit or
 * the hedging, decorates another {@code Backend}.
 *
 * <p>Implementations are safe for use by many threads.
 */
@FunctionalInterface
public interface Backend {

    /**
     * Starts to send {@code request} and returns at once.
     *
     * <p>The future completes exactly once, at the latest shortly after the request's deadline: with a successful
     * response, or exceptionally with a {@link BackendFailure}, with a failure of the stage that refused it, or with any
     * other exception for a bug of ours. When it completes, nothing that was done for the request is still running.
     * Cancelling it ends what is running, connections included, before {@code cancel} returns.
     */
    CompletableFuture<BackendResponse> send(BackendRequest request);
}

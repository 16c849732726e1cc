package smart.service.backend;

import java.util.concurrent.CompletableFuture;

/**
 * Sends a request to the backend. Every stage of the request path, such as the limit or hedging, implements this
 * interface and decorates another {@code Backend}.
 *
 * <p>Implementations are safe for use by many threads.
 */
@FunctionalInterface
public interface Backend {

    /**
     * Starts to send {@code request} and returns at once.
     *
     * <p>The future completes exactly once, at the latest shortly after the request's deadline: with a successful
     * response, or exceptionally with a {@link BackendFailure}, with a failure of the stage that refused it, or, for a
     * bug in Smart, with any other exception. When it completes, no work for the request is still running.
     * {@code cancel} stops all running work and closes its connections before it returns.
     */
    CompletableFuture<BackendResponse> send(BackendRequest request);
}

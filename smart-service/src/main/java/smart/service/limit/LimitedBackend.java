package smart.service.limit;

import java.util.concurrent.CompletableFuture;
import smart.service.backend.Backend;
import smart.service.backend.BackendRequest;
import smart.service.backend.BackendResponse;
import smart.service.backend.DecoratedFuture;

/** Lets a call through while the limiter has a permit; else the future fails at once, with {@link LimitReached}. */
public final class LimitedBackend implements Backend {
    private final InFlightLimiter limiter;
    private final Backend backend;

    public LimitedBackend(InFlightLimiter limiter, Backend backend) {
        this.limiter = limiter;
        this.backend = backend;
    }

    @Override
    public CompletableFuture<BackendResponse> send(BackendRequest request) {
        Permit permit = limiter.tryAcquire(request.priority());
        if (permit == null) {
            return CompletableFuture.failedFuture(limiter.reached(request.priority()));
        }
        // Success, failure and cancellation alike mean that no attempt is left running.
        return DecoratedFuture.of(backend, request, (response, failure) -> permit.release());
    }
}

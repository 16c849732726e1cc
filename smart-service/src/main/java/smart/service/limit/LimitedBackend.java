package smart.service.limit;

import java.util.concurrent.CompletableFuture;
import smart.service.backend.Backend;
import smart.service.backend.BackendRequest;
import smart.service.backend.BackendResponse;
import smart.service.backend.DecoratedFuture;

/** Passes a call on if the limiter has a permit. Otherwise the future fails at once with {@link LimitReached}. */
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
        // After success, failure or cancellation, no attempt is still running.
        return DecoratedFuture.of(backend, request, (response, failure) -> permit.release());
    }
}

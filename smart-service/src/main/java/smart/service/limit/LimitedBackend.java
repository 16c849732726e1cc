package smart.service.limit;

import java.util.concurrent.CompletableFuture;
import smart.service.backend.Backend;
import smart.service.backend.BackendRequest;
import smart.service.backend.BackendResponse;
import smart.service.backend.DecoratedFuture;

/** Passes a call on if the limiter has a permit. Otherwise the future fails at once with {@link LimitReached}. */
public final class LimitedBackend implements Backend {
    private final InFlightLimiter limiter;
    private final Priorities priorities;
    private final Backend backend;

    /** All calls are alike. */
    public LimitedBackend(InFlightLimiter limiter, Backend backend) {
        this(limiter, Priorities.NONE, backend);
    }

    public LimitedBackend(InFlightLimiter limiter, Priorities priorities, Backend backend) {
        this.limiter = limiter;
        this.priorities = priorities;
        this.backend = backend;
    }

    @Override
    public CompletableFuture<BackendResponse> send(BackendRequest request) {
        Permit permit = limiter.tryAcquire(priorities.of(request.headers()));
        if (permit == null) {
            return CompletableFuture.failedFuture(new LimitReached(limiter.limit()));
        }
        // After success, failure or cancellation, no attempt is still running.
        return DecoratedFuture.of(backend, request, (response, failure) -> permit.release());
    }
}

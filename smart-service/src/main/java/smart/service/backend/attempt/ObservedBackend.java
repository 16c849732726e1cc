package smart.service.backend.attempt;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import smart.service.backend.Backend;
import smart.service.backend.BackendFailure;
import smart.service.backend.BackendRequest;
import smart.service.backend.BackendResponse;
import smart.service.backend.DecoratedFuture;
import smart.service.backend.attempt.AttemptListener.Attempt;
import smart.service.backend.attempt.AttemptListener.Result;

/** Notifies listeners, such as metrics and the error log, at the end of every attempt. */
public final class ObservedBackend implements Backend {
    private final List<AttemptListener> listeners;
    private final LongSupplier nanoTime;
    private final Backend backend;

    /**
     * @param listeners called in this order
     * @param nanoTime the clock, in nanoseconds
     */
    public ObservedBackend(List<AttemptListener> listeners, LongSupplier nanoTime, Backend backend) {
        this.listeners = List.copyOf(listeners);
        this.nanoTime = nanoTime;
        this.backend = backend;
    }

    @Override
    public CompletableFuture<BackendResponse> send(BackendRequest request) {
        long start = nanoTime.getAsLong();
        return DecoratedFuture.of(backend, request, (response, failure) -> {
            Attempt attempt = ended(request, nanoTime.getAsLong() - start, failure);
            listeners.forEach(listener -> listener.ended(attempt));
        });
    }

    private static Attempt ended(BackendRequest request, long elapsed, @Nullable Throwable failure) {
        if (failure == null) {
            return new Attempt(request, elapsed, Result.SUCCESS, null);
        }
        if (failure instanceof BackendFailure backendFailure) {
            return new Attempt(request, elapsed, Result.FAILURE, backendFailure);
        }
        Result result = failure instanceof CancellationException ? Result.CANCELLED : Result.INTERNAL;
        return new Attempt(request, elapsed, result, null);
    }
}

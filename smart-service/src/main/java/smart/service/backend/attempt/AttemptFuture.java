package smart.service.backend.attempt;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.client.InvocationCallback;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import smart.service.backend.BackendResponse;
import smart.service.backend.client.Abort;
import smart.service.backend.client.BackendConnector;

/**
 * The future of one attempt. It ends its exchange when it is cancelled, or fails when the time is up. The exchange's
 * connection closes before the future completes, so no work of the attempt is still running then.
 */
final class AttemptFuture extends CompletableFuture<BackendResponse> implements InvocationCallback<Response> {
    private final Abort abort = new Abort();
    private final BiConsumer<AttemptFuture, BackendResponse> judge;

    /** @param judge completes the attempt when there is a response */
    AttemptFuture(BiConsumer<AttemptFuture, BackendResponse> judge) {
        this.judge = judge;
    }

    /** Ends the exchange. */
    Abort abort() {
        return abort;
    }

    /** Ends the exchange if it is still running, then the attempt. */
    void end(Throwable failure) {
        if (!isDone()) {
            abort.call();
            completeExceptionally(failure);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        end(new CancellationException());
        return isCancelled();
    }

    @Override
    public void completed(Response response) {
        try {
            judge.accept(this, BackendConnector.response(response));
        } catch (RuntimeException | Error e) {
            completeExceptionally(e);
        }
    }

    /** Jersey may have failed on the way, while the exchange still runs. */
    @Override
    public void failed(Throwable failure) {
        abort.call();
        completeExceptionally(cause(failure));
    }

    private static @Nullable Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof ProcessingException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}

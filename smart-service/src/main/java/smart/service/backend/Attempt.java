package smart.service.backend;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.client.InvocationCallback;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.apache.hc.core5.concurrent.ComplexCancellable;
import org.jspecify.annotations.Nullable;

/**
 * The future of one attempt, which can end its exchange: by cancellation, or with a failure when the time is up. The
 * exchange's connection is closed before the future completes, so that then nothing of the attempt is left running.
 */
final class Attempt extends CompletableFuture<BackendResponse> implements InvocationCallback<Response> {
    private final ComplexCancellable exchange = new ComplexCancellable();
    private final Function<Response, BackendResponse> reader;

    /** @param reader makes the result of a response; what it throws, the attempt fails with */
    Attempt(Function<Response, BackendResponse> reader) {
        this.reader = reader;
    }

    /** What the connector hangs the exchange on. */
    ComplexCancellable exchange() {
        return exchange;
    }

    /** Ends the exchange, unless it has ended, and then the attempt. */
    void end(Throwable failure) {
        exchange.cancel();
        completeExceptionally(failure);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        end(new CancellationException());
        return isCancelled();
    }

    @Override
    public void completed(Response response) {
        try {
            complete(reader.apply(response));
        } catch (CompletionException e) {
            completeExceptionally(e.getCause());
        } catch (RuntimeException | Error e) {
            completeExceptionally(e);
        }
    }

    @Override
    public void failed(Throwable failure) {
        if (!exchange.isCancelled()) {
            completeExceptionally(cause(failure));
        } // Else whoever cancelled the exchange completes the attempt, with the reason.
    }

    private static @Nullable Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof ProcessingException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}

package smart.service.backend;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.async.AsyncExecChainHandler;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;

/**
 * Makes the cancellation of an exchange reach every part of it: lease, connect, request and response. HttpClient 5.5 keeps
 * the part that was set last, and where the pool has an idle connection at hand the lease is set after the exchange that
 * it led to: cancelling then ends a lease that is long over, and the exchange goes on.
 */
final class WholeCancellation implements AsyncExecChainHandler {

    @Override
    public void execute(
            HttpRequest request,
            AsyncEntityProducer entityProducer,
            AsyncExecChain.Scope scope,
            AsyncExecChain chain,
            AsyncExecCallback callback)
            throws HttpException, IOException {
        AsyncExecChain.Scope whole = new AsyncExecChain.Scope(
                scope.exchangeId,
                scope.route,
                scope.originalRequest,
                new Parts(scope.cancellableDependency),
                scope.clientContext,
                scope.execRuntime,
                scope.scheduler,
                scope.execCount);
        chain.proceed(request, entityProducer, whole, callback);
    }

    /** All parts so far. Cancelling one that is over does nothing. */
    private static final class Parts implements CancellableDependency {
        private final CancellableDependency exchange;
        private final Queue<Cancellable> parts = new ConcurrentLinkedQueue<>();

        Parts(CancellableDependency exchange) {
            this.exchange = exchange;
        }

        @Override
        public void setDependency(Cancellable part) {
            parts.add(part);
            // Cancels at once where the exchange has been cancelled before.
            exchange.setDependency(() -> {
                parts.forEach(Cancellable::cancel);
                return true;
            });
        }

        @Override
        public boolean isCancelled() {
            return exchange.isCancelled();
        }

        @Override
        public boolean cancel() {
            return exchange.cancel();
        }
    }
}

package smart.service.backend;

import jakarta.ws.rs.ProcessingException;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.glassfish.jersey.client.ClientRequest;
import org.glassfish.jersey.client.ClientResponse;
import org.glassfish.jersey.client.spi.AsyncConnectorCallback;
import org.glassfish.jersey.client.spi.Connector;
import org.glassfish.jersey.message.internal.Statuses;
import org.jspecify.annotations.Nullable;

/**
 * Jersey's transport over HttpClient 5 async: no thread waits for a response. It sends requests without a body, and reads
 * responses whole. The callback runs on the client's I/O thread, on the thread that aborts the exchange, or, where the request
 * can't be written, on the thread that sends it.
 */
public final class AsyncHttpConnector implements Connector {

    /**
     * The request property that takes a {@link CancellableDependency}: cancelling it aborts the exchange and closes its
     * connection at once. Jersey keeps the connector's future to itself, so that cancelling Jersey's closes nothing.
     */
    public static final String ABORT = "smart.abort";

    private final CloseableHttpAsyncClient client;
    private final PoolingAsyncClientConnectionManager pool;
    private final SessionGuard guard;
    private final int maxResponseSize;

    /**
     * @param guard watches the connections of the client
     * @param maxResponseSize the largest body that is read, in bytes; a larger one fails the exchange
     */
    AsyncHttpConnector(
            CloseableHttpAsyncClient client,
            PoolingAsyncClientConnectionManager pool,
            SessionGuard guard,
            int maxResponseSize) {
        this.client = client;
        this.pool = pool;
        this.guard = guard;
        this.maxResponseSize = maxResponseSize;
        client.start();
    }

    @Override
    public Future<?> apply(ClientRequest request, AsyncConnectorCallback callback) {
        CancellableDependency abort = (CancellableDependency) request.getProperty(ABORT);
        Exchange exchange = new Exchange(request, callback, abort);
        exchange.start();
        return exchange.done;
    }

    @Override
    public ClientResponse apply(ClientRequest request) {
        CompletableFuture<ClientResponse> result = new CompletableFuture<>();
        var unused = apply(request, new AsyncConnectorCallback() {
            @Override
            public void response(ClientResponse response) {
                result.complete(response);
            }

            @Override
            public void failure(Throwable failure) {
                result.completeExceptionally(failure);
            }
        });
        try {
            return result.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof ProcessingException known ? known : new ProcessingException(e.getCause());
        }
    }

    @Override
    public String getName() {
        return "smart, on HttpClient 5 async";
    }

    @Override
    public void close() {
        client.close(CloseMode.GRACEFUL);
    }

    /** One exchange with the backend, started a second time if its first connection proves stale. */
    private final class Exchange implements FutureCallback<BufferedResponse> {
        private final ClientRequest request;
        private final AsyncConnectorCallback callback;
        private final @Nullable CancellableDependency abort;
        private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        private final Queue<Future<?>> runs = new ConcurrentLinkedQueue<>();
        private ExchangeContext context = new ExchangeContext();
        private ResponseReader reader = new ResponseReader(maxResponseSize, guard);
        private boolean repeated;

        Exchange(ClientRequest request, AsyncConnectorCallback callback, @Nullable CancellableDependency abort) {
            this.request = request;
            this.callback = callback;
            this.abort = abort;
        }

        void start() {
            URI uri = request.getUri();
            HttpHost target = new HttpHost(uri.getScheme(), BackendUrl.host(uri), BackendUrl.port(uri));
            runs.add(client.execute(
                    target, new BasicRequestProducer(head(target, uri), null), reader, null, context, this));
            if (abort != null) {
                abort.setDependency(this::cancelRuns);
            }
        }

        /** Both: the second may have been started within the start of the first. */
        private boolean cancelRuns() {
            runs.forEach(run -> run.cancel(true));
            return true;
        }

        private HttpRequest head(HttpHost target, URI uri) {
            String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            String query = uri.getRawQuery();
            HttpRequest head =
                    new BasicHttpRequest(request.getMethod(), target, query == null ? path : path + "?" + query);
            for (Map.Entry<String, List<String>> field :
                    request.getRequestHeaders().entrySet()) {
                for (String value : field.getValue()) {
                    head.addHeader(field.getKey(), value);
                }
            }
            return head;
        }

        @Override
        public void completed(BufferedResponse read) {
            ClientResponse response =
                    new ClientResponse(Statuses.from(read.head().getCode()), request);
            for (Header field : read.head().getHeaders()) {
                response.getHeaders()
                        .computeIfAbsent(field.getName(), name -> new ArrayList<>(1))
                        .add(field.getValue());
            }
            response.setEntityStream(new ByteArrayInputStream(read.body()));
            callback.response(response);
            done.complete(null);
        }

        @Override
        public void failed(Exception cause) {
            boolean aborted = abort != null && abort.isCancelled();
            if (!aborted && !repeated && context.isStale(cause)) {
                repeat();
                return;
            }
            int status = reader.head() == null ? 0 : reader.head().getCode();
            BackendFailure failure = ExchangeErrors.toFailure(cause, status);
            callback.failure(new ProcessingException(failure == null ? cause : failure));
            done.complete(null);
        }

        /** Where one idle connection was closed, the others are likely to have been: none of them is tried. */
        private void repeat() {
            repeated = true;
            context = new ExchangeContext();
            reader = new ResponseReader(maxResponseSize, guard);
            pool.closeIdle(TimeValue.ZERO_MILLISECONDS);
            start();
        }

        /** By whoever aborts, or by the client where the connection was closed before it took the request. */
        @Override
        public void cancelled() {
            if (abort == null || !abort.isCancelled()) {
                failed(new RequestNotExecutedException());
                return;
            }
            callback.failure(new ProcessingException(new CancellationException()));
            done.complete(null);
        }
    }
}

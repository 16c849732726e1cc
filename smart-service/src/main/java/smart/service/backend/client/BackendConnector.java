package smart.service.backend.client;

import jakarta.ws.rs.ProcessingException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.glassfish.jersey.client.ClientRequest;
import org.glassfish.jersey.client.ClientResponse;
import org.glassfish.jersey.client.spi.AsyncConnectorCallback;
import org.glassfish.jersey.client.spi.Connector;
import org.glassfish.jersey.message.internal.Statuses;
import smart.service.backend.BackendRequest;
import smart.service.backend.BackendResponse;
import smart.service.backend.client.connection.ConnectionPool;
import smart.service.backend.client.connection.Exchange;
import smart.service.backend.client.connection.Route;
import smart.service.backend.client.loop.SelectorLoop;

/**
 * Jersey's transport. It sends the {@link BackendRequest} in the property {@value #REQUEST}, and returns the backend's
 * response as the entity. Neither goes through Jersey's header maps, so both stay unchanged. The callback runs on the
 * request's loop.
 */
public final class BackendConnector implements Connector {
    /** The request property that holds the {@link BackendRequest}. Required. */
    public static final String REQUEST = "smart.request";

    /** The request property for an {@link Abort} that can end the exchange. */
    public static final String ABORT = "smart.abort";

    private static final Future<?> STARTED = CompletableFuture.completedFuture(null);

    private final Route route;
    private final ConnectionPool pool;

    BackendConnector(Route route, ConnectionPool pool) {
        this.route = route;
        this.pool = pool;
    }

    /** The backend's complete response inside a response of this transport. */
    public static BackendResponse response(jakarta.ws.rs.core.Response response) {
        return ((Received) response.getEntity()).response;
    }

    @Override
    public Future<?> apply(ClientRequest request, AsyncConnectorCallback callback) {
        BackendRequest sent = (BackendRequest) request.getProperty(REQUEST);
        if (sent == null) {
            throw new ProcessingException(
                    "this client sends what the property " + REQUEST + " holds, and there is none");
        }
        Exchange exchange =
                new Exchange((SelectorLoop) sent.loop(), pool, route.head(sent), sent, new ToJersey(request, callback));
        if (request.getProperty(ABORT) instanceof Abort abort) {
            abort.with(exchange::abort);
        }
        exchange.start();
        return STARTED;
    }

    /** Unsupported: no thread waits for the backend. */
    @Override
    public ClientResponse apply(ClientRequest request) {
        throw new UnsupportedOperationException("use async(): no thread waits for the backend");
    }

    @Override
    public String getName() {
        return "smart";
    }

    @Override
    public void close() {
        pool.close();
    }

    private record ToJersey(ClientRequest request, AsyncConnectorCallback callback) implements Exchange.Listener {
        @Override
        public void completed(BackendResponse response) {
            ClientResponse received = new ClientResponse(Statuses.from(response.status()), request);
            received.setEntityStream(new Received(response));
            callback.response(received);
        }

        @Override
        public void failed(Throwable failure) {
            callback.failure(new ProcessingException(failure));
        }
    }

    /** Carries a response in place of the stream that Jersey would read. */
    private static final class Received extends InputStream {
        private final BackendResponse response;

        Received(BackendResponse response) {
            this.response = response;
        }

        @Override
        public int read() {
            return -1;
        }
    }
}

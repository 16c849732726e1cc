package smart.service.backend.client;

import io.dropwizard.util.Duration;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import smart.service.backend.BackendRequest;
import smart.service.backend.BackendRequest.Method;
import smart.service.backend.BackendResponse;
import smart.service.backend.address.AddressBook;
import smart.service.backend.address.Spread;
import smart.service.backend.client.connection.ConnectionPool;
import smart.service.backend.client.connection.Exchange;
import smart.service.backend.client.connection.Route;
import smart.service.backend.client.loop.OneLoop;
import smart.service.backend.client.settings.BackendClientConfiguration;
import smart.service.backend.client.settings.BackendUrl;

/** The service's connections on one loop, and nothing else of the service. */
final class BareClient implements AutoCloseable {
    private static final int LARGEST = 100_000;

    private final OneLoop loop = OneLoop.start();
    private final Route route;
    private final ConnectionPool pool;

    /** @param connections how many the pool has at the most */
    BareClient(URI backend, int connections) {
        BackendClientConfiguration configuration = new BackendClientConfiguration();
        configuration.setConnectionRequestTimeout(Duration.seconds(30));
        configuration.setMaxConnections(connections);
        route = Route.to(BackendUrl.of(backend.toString()), configuration);
        AddressBook addresses =
                new AddressBook(Spread.LEAST_BUSY, System::nanoTime, bound -> 0).with(InetAddress.getLoopbackAddress());
        pool = BackendClient.pool(LARGEST, configuration, route, addresses, connections);
    }

    /** Sends a GET with that query. */
    CompletableFuture<BackendResponse> get(String query) {
        CompletableFuture<BackendResponse> result = new CompletableFuture<>();
        BackendRequest request =
                new BackendRequest(Method.GET, query, List.of(), "id", Long.MAX_VALUE, 1, 1, 0, loop.get());
        new Exchange(loop.get(), pool, route.head(request), request, new Exchange.Listener() {
                    @Override
                    public void completed(BackendResponse response) {
                        result.complete(response);
                    }

                    @Override
                    public void failed(Throwable failure) {
                        result.completeExceptionally(failure);
                    }
                })
                .start();
        return result;
    }

    /** Calls that wait for a connection. */
    int waiting() {
        return pool.usage().pending();
    }

    /** Connections that wait for a call. */
    int idle() {
        return pool.usage().idle();
    }

    @Override
    public void close() {
        pool.close();
        loop.close();
    }
}

package smart.service.backend.client;

import io.dropwizard.util.Duration;
import java.net.InetAddress;
import java.net.URI;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.helpers.NOPLogger;
import smart.service.backend.BackendRequest;
import smart.service.backend.BackendRequest.Method;
import smart.service.backend.BackendResponse;
import smart.service.backend.Header;
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
        this(backend, connections, configuration -> {});
    }

    /** @param more sets more of the configuration */
    BareClient(URI backend, int connections, Consumer<BackendClientConfiguration> more) {
        BackendClientConfiguration configuration = new BackendClientConfiguration();
        configuration.setConnectionRequestTimeout(Duration.seconds(30));
        configuration.setMaxConnections(connections);
        more.accept(configuration);
        route = Route.to(BackendUrl.of(backend.toString()), configuration);
        AddressBook addresses =
                new AddressBook(Spread.LEAST_BUSY, System::nanoTime, bound -> 0).with(InetAddress.getLoopbackAddress());
        pool = BackendClient.pool(LARGEST, configuration, route, addresses, connections, NOPLogger.NOP_LOGGER);
    }

    /** Sends a GET with that query. */
    CompletableFuture<BackendResponse> get(String query) {
        return send(request(query, List.of()));
    }

    /** Sends a GET with that query on another loop. */
    CompletableFuture<BackendResponse> get(String query, OneLoop other) {
        BackendRequest request = request(query, List.of());
        return send(route.head(request), request, other);
    }

    /** Sends a GET with that query, and a field of that size. */
    CompletableFuture<BackendResponse> get(String query, int size) {
        return send(request(query, List.of(new Header("A", "x".repeat(size)))));
    }

    /** Sends a request without bytes, which is a bug. */
    CompletableFuture<BackendResponse> sendNothing() {
        return send(null, request("nothing", List.of()));
    }

    private BackendRequest request(String query, List<Header> fields) {
        return new BackendRequest(Method.GET, query, fields, "id", Long.MAX_VALUE, 1, 1, 0, loop.get());
    }

    private CompletableFuture<BackendResponse> send(BackendRequest request) {
        return send(route.head(request), request);
    }

    private CompletableFuture<BackendResponse> send(byte[] head, BackendRequest request) {
        return send(head, request, loop);
    }

    private CompletableFuture<BackendResponse> send(byte[] head, BackendRequest request, OneLoop on) {
        CompletableFuture<BackendResponse> result = new CompletableFuture<>();
        new Exchange(on.get(), pool, head, request, new Exchange.Listener() {
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

    /** Runs {@code task} on the loop's thread, in one turn. */
    void onLoop(Runnable task) {
        loop.get().later(task);
    }

    /** The loop's selector, for its own thread. */
    Selector selector() {
        return loop.get().selector();
    }

    /** Connections in use. */
    int leased() {
        return pool.usage().leased();
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

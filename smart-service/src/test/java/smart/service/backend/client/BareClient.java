package smart.service.backend.client;

import io.dropwizard.util.Duration;
import java.net.InetAddress;
import java.net.URI;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;
import smart.service.backend.BackendRequest;
import smart.service.backend.BackendRequest.Method;
import smart.service.backend.BackendResponse;

/** The service's connections on one loop, and nothing else of the service. */
final class BareClient implements AutoCloseable {
    private static final int LARGEST = 100_000;

    private final QueuedThreadPool threads = new QueuedThreadPool(8);
    private final Scheduler scheduler = new ScheduledExecutorScheduler();
    private final Loops loops = new Loops(threads, scheduler);
    private final Route route;
    private final ConnectionPool pool;

    /** @param connections how many the pool has at the most */
    BareClient(URI backend, int connections) {
        BackendClientConfiguration configuration = new BackendClientConfiguration();
        configuration.setConnectionRequestTimeout(Duration.seconds(30));
        configuration.setMaxConnections(connections);
        route = Route.to(BackendUrl.of(backend.toString()), configuration);
        BackendAddresses addresses = new BackendAddresses(
                route.host(),
                java.time.Duration.ofDays(1),
                InetAddress::getAllByName,
                new ScheduledThreadPoolExecutor(1));
        addresses.start();
        pool = BackendClient.pool(LARGEST, configuration, route, addresses, connections);
        addresses.stop();
        try {
            threads.start();
            scheduler.start();
            loops.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends a GET with that query. */
    CompletableFuture<BackendResponse> get(String query) {
        CompletableFuture<BackendResponse> result = new CompletableFuture<>();
        BackendRequest request =
                new BackendRequest(Method.GET, query, List.of(), "id", Long.MAX_VALUE, 1, 1, 0, loops.loop);
        new Exchange(loops.loop, pool, route.head(request), false, new Exchange.Listener() {
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
        try {
            loops.stop();
            scheduler.stop();
            threads.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Loops extends SelectorManager {
        private SelectorLoop loop;

        Loops(Executor executor, Scheduler scheduler) {
            super(executor, scheduler, 1);
        }

        @Override
        protected ManagedSelector newSelector(int id) {
            loop = new SelectorLoop(this, id);
            return loop;
        }

        @Override
        protected EndPoint newEndPoint(SelectableChannel channel, ManagedSelector selector, SelectionKey key) {
            throw new UnsupportedOperationException("nothing is accepted");
        }

        @Override
        public Connection newConnection(SelectableChannel channel, EndPoint endPoint, Object attachment) {
            throw new UnsupportedOperationException("nothing is accepted");
        }
    }
}

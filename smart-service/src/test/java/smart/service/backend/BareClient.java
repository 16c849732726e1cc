package smart.service.backend;

import com.codahale.metrics.MetricRegistry;
import com.google.common.util.concurrent.MoreExecutors;
import io.dropwizard.util.Duration;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Invocation;
import java.net.URI;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.glassfish.jersey.client.ClientConfig;

/** The service's JAX-RS client with one I/O thread, and nothing else of the service. */
final class BareClient implements AutoCloseable {
    private static final int LARGEST = 100_000;

    private final URI backend;
    private final PoolingAsyncClientConnectionManager pool;
    private final Client client;

    /** @param connections how many the pool has at the most */
    BareClient(URI backend, int connections) {
        this.backend = backend;
        BackendClientConfiguration configuration = new BackendClientConfiguration();
        configuration.setConnectionRequestTimeout(Duration.seconds(30));
        pool = HttpClients.pool(
                new MetricRegistry(),
                "test",
                configuration,
                false,
                false,
                connections,
                SystemDefaultDnsResolver.INSTANCE);
        SessionGuard guard = new SessionGuard(LARGEST);
        AsyncHttpConnector connector = new AsyncHttpConnector(
                HttpClients.client(configuration, pool, 1, BackendClient.sessions(false, false, guard)),
                pool,
                guard,
                LARGEST);
        client = ClientBuilder.newBuilder()
                .withConfig(new ClientConfig().connectorProvider((jersey, runtime) -> connector))
                .executorService(MoreExecutors.newDirectExecutorService())
                .build();
    }

    Invocation.Builder request(String path) {
        return client.target(backend).path(path).request();
    }

    /** Calls that wait for a connection. */
    int waiting() {
        return pool.getTotalStats().getPending();
    }

    /** Connections in use. */
    int leased() {
        return pool.getTotalStats().getLeased();
    }

    /** Connections that wait for a call. */
    int idle() {
        return pool.getTotalStats().getAvailable();
    }

    @Override
    public void close() {
        client.close();
    }
}

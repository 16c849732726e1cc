package smart.service.backend.client;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.client.JerseyClientBuilder;
import io.dropwizard.core.setup.Environment;
import jakarta.ws.rs.client.Client;
import java.net.InetAddress;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.glassfish.jersey.client.spi.ConnectorProvider;
import org.jspecify.annotations.Nullable;

/**
 * The JAX-RS client for the backend, tied to the service's life.
 *
 * @param client sends requests
 * @param connections what it sends them over
 */
public record BackendClient(Client client, ConnectionPool connections) {
    private static final String NAME = "backend";

    /**
     * A client with {@link BackendConnector}, whose work all happens on the loops of its requests.
     *
     * @param attempts how many attempts can be in progress together: the pool's size, where none is configured
     */
    public static BackendClient build(
            Environment environment,
            BackendConfiguration backend,
            BackendClientConfiguration configuration,
            int attempts) {
        ScheduledExecutorService lookUps = environment
                .lifecycle()
                .scheduledExecutorService("backend-dns", true)
                .threads(1)
                .build();
        Route route = Route.to(backend.target(), configuration);
        BackendAddresses addresses = new BackendAddresses(
                route.host(), backend.dnsTimeToLive().toJavaDuration(), InetAddress::getAllByName, lookUps);
        environment.lifecycle().manage(addresses);
        ConnectionPool pool = pool(backend.maxResponseSize(), configuration, route, addresses, attempts)
                .measuredBy(environment.metrics());
        Client client = new JerseyClientBuilder(environment)
                .using(configuration)
                .using(new DirectExecutor())
                .using((ConnectorProvider) (jersey, runtime) -> new BackendConnector(route, pool))
                .build(NAME);
        return new BackendClient(client, pool);
    }

    /** A client for a backend on loopback, with usual settings, which nobody closes but whoever asked for it. */
    public static BackendClient rehearsed(
            MetricRegistry metrics, ObjectMapper mapper, BackendConfiguration backend, int attempts) {
        BackendClientConfiguration usual = new BackendClientConfiguration();
        Route route = Route.to(backend.target(), usual);
        BackendAddresses addresses = BackendAddresses.fixed(InetAddress.getLoopbackAddress());
        ConnectionPool pool = pool(backend.maxResponseSize(), usual, route, addresses, attempts)
                .measuredBy(metrics);
        Client client = new JerseyClientBuilder(metrics)
                .using(usual)
                .using(new DirectExecutor(), mapper)
                .using((ConnectorProvider) (jersey, runtime) -> new BackendConnector(route, pool))
                .build(NAME);
        return new BackendClient(client, pool);
    }

    /** The connections that the configuration asks for. */
    static ConnectionPool pool(
            int maxResponseSize,
            BackendClientConfiguration configuration,
            Route route,
            BackendAddresses addresses,
            int attempts) {
        Handshake handshake = new Handshake(
                tls(route, configuration),
                new ArrayByteBufferPool(),
                new ScheduledExecutorScheduler("backend-idle", true),
                new BackendConnection.Settings(
                        maxResponseSize,
                        configuration.getKeepAlive().toNanoseconds(),
                        configuration.getTimeToLive().toNanoseconds()));
        Connecting.Factory connects = new Connecting.Factory(
                route,
                addresses,
                handshake,
                configuration.getConnectionTimeout().toMilliseconds());
        return new ConnectionPool(configuration, configuration.poolSize(attempts), connects);
    }

    /** Keys and certificates are read only where they are needed, or configured. */
    private static @Nullable Tls tls(Route route, BackendClientConfiguration configuration) {
        boolean needed = route.tls() || route.tlsInTunnel() || configuration.getTlsConfiguration() != null;
        return needed ? new Tls(configuration.getTlsConfiguration()) : null;
    }
}

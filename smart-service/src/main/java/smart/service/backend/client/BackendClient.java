package smart.service.backend.client;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.client.JerseyClientBuilder;
import io.dropwizard.core.setup.Environment;
import jakarta.ws.rs.client.Client;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.glassfish.jersey.client.spi.ConnectorProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLogger;
import smart.service.backend.address.AddressBook;
import smart.service.backend.address.BackendAddresses;
import smart.service.backend.address.Spread;
import smart.service.backend.client.connection.Connecting;
import smart.service.backend.client.connection.ConnectionPool;
import smart.service.backend.client.connection.ConnectionSettings;
import smart.service.backend.client.connection.Handshake;
import smart.service.backend.client.connection.Route;
import smart.service.backend.client.settings.BackendClientConfiguration;
import smart.service.backend.client.settings.BackendConfiguration;
import smart.service.backend.client.tls.Tls;

/**
 * The JAX-RS client for the backend, with the service's life cycle.
 *
 * @param client the JAX-RS client
 * @param connections its connection pool
 * @param addresses the backend's addresses
 */
public record BackendClient(Client client, ConnectionPool connections, AddressBook addresses) {
    private static final String NAME = "backend";
    private static final Logger CONNECTIONS = LoggerFactory.getLogger(ConnectionPool.class);

    /**
     * A client with {@link BackendConnector}. All its work runs on the loops of its requests.
     *
     * @param attempts the most attempts in flight: the pool's size, if none is configured
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
        AddressBook addresses = book(backend.spread()).measuredBy(environment.metrics());
        ConnectionPool pool = pool(backend.maxResponseSize(), configuration, route, addresses, attempts, CONNECTIONS)
                .measuredBy(environment.metrics());
        environment
                .lifecycle()
                .manage(new BackendAddresses(
                        route.host(),
                        backend.dnsRefreshInterval().toJavaDuration(),
                        InetAddress::getAllByName,
                        (address, millis) -> connects(new InetSocketAddress(address, route.port()), millis),
                        lookUps,
                        addresses));
        Client client = new JerseyClientBuilder(environment)
                .using(configuration)
                .using(new DirectExecutor())
                .using((ConnectorProvider) (jersey, runtime) -> new BackendConnector(route, pool))
                .build(NAME);
        return new BackendClient(client, pool, addresses);
    }

    /** A client for a backend on loopback, with default settings, which logs nothing. The caller must close it. */
    public static BackendClient rehearsed(
            MetricRegistry metrics, ObjectMapper mapper, BackendConfiguration backend, int attempts) {
        AddressBook addresses = book(Spread.LEAST_BUSY).with(InetAddress.getLoopbackAddress());
        return of(
                metrics, mapper, backend, new BackendClientConfiguration(), addresses, attempts, NOPLogger.NOP_LOGGER);
    }

    /** A client for a backend with those addresses. */
    static BackendClient of(
            MetricRegistry metrics,
            ObjectMapper mapper,
            BackendConfiguration backend,
            BackendClientConfiguration usual,
            AddressBook addresses,
            int attempts,
            Logger log) {
        Route route = Route.to(backend.target(), usual);
        ConnectionPool pool = pool(backend.maxResponseSize(), usual, route, addresses, attempts, log)
                .measuredBy(metrics);
        Client client = new JerseyClientBuilder(metrics)
                .using(usual)
                .using(new DirectExecutor(), mapper)
                .using((ConnectorProvider) (jersey, runtime) -> new BackendConnector(route, pool))
                .build(NAME);
        return new BackendClient(client, pool, addresses);
    }

    private static AddressBook book(Spread spread) {
        return new AddressBook(
                spread, System::nanoTime, bound -> ThreadLocalRandom.current().nextInt(bound));
    }

    private static boolean connects(InetSocketAddress address, int millis) {
        try (Socket socket = new Socket()) {
            socket.connect(address, millis);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The connections that the configuration asks for. */
    static ConnectionPool pool(
            int maxResponseSize,
            BackendClientConfiguration configuration,
            Route route,
            AddressBook addresses,
            int attempts,
            Logger log) {
        Handshake handshake = new Handshake(
                tls(route, configuration),
                new ArrayByteBufferPool(),
                new ScheduledExecutorScheduler("backend-idle", true),
                new ConnectionSettings(
                        maxResponseSize,
                        configuration.getKeepAlive().toNanoseconds(),
                        configuration.getTimeToLive().toNanoseconds()));
        Connecting.Factory connects = new Connecting.Factory(
                route,
                addresses,
                handshake,
                configuration.getConnectionTimeout().toMilliseconds());
        return new ConnectionPool(configuration, configuration.poolSize(attempts), connects, log);
    }

    /** Keys and certificates are read only if they are needed or configured. */
    private static @Nullable Tls tls(Route route, BackendClientConfiguration configuration) {
        boolean needed = route.tls() || route.tlsInTunnel() || configuration.getTlsConfiguration() != null;
        return needed ? new Tls(configuration.getTlsConfiguration()) : null;
    }
}

package smart.service.backend;

import com.google.common.util.concurrent.MoreExecutors;
import io.dropwizard.client.JerseyClientBuilder;
import io.dropwizard.client.proxy.ProxyConfiguration;
import io.dropwizard.core.setup.Environment;
import jakarta.ws.rs.client.Client;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.core5.function.Decorator;
import org.apache.hc.core5.reactor.IOSession;
import org.glassfish.jersey.client.spi.ConnectorProvider;

/**
 * The JAX-RS client for the backend, tied to the service's life.
 *
 * @param client sends requests
 * @param connections what it sends them over
 */
public record BackendClient(Client client, ConnectionPool connections) {
    private static final String NAME = "backend";

    /**
     * A client with {@link AsyncHttpConnector}, whose work all happens on the threads that call it and on its I/O
     * threads.
     *
     * @param attempts how many attempts can be in progress together: the pool's size, where none is configured
     * @param ioThreads the threads that serve the backend's connections
     */
    public static BackendClient build(
            Environment environment,
            BackendConfiguration backend,
            BackendClientConfiguration configuration,
            int attempts,
            int ioThreads) {
        boolean tls = isTls(backend, configuration);
        ScheduledExecutorService lookUps = environment
                .lifecycle()
                .scheduledExecutorService("backend-dns", true)
                .threads(1)
                .build();
        BackendAddresses addresses = new BackendAddresses(
                host(backend, configuration),
                backend.dnsTimeToLive().toJavaDuration(),
                SystemDefaultDnsResolver.INSTANCE,
                lookUps);
        environment.lifecycle().manage(addresses);
        PoolingAsyncClientConnectionManager pool = HttpClients.pool(
                environment.metrics(), NAME, configuration, tls, false, configuration.poolSize(attempts), addresses);
        SessionGuard guard = new SessionGuard(backend.maxResponseSize());
        AsyncHttpConnector connector = new AsyncHttpConnector(
                HttpClients.client(configuration, pool, ioThreads, sessions(tls, false, guard)),
                pool,
                guard,
                backend.maxResponseSize());
        Client client = new JerseyClientBuilder(environment)
                .using(configuration)
                .using(MoreExecutors.newDirectExecutorService())
                .using((ConnectorProvider) (jersey, runtime) -> connector)
                .build(NAME);
        return new BackendClient(client, new ConnectionPool(configuration, pool));
    }

    /** What stands between the client and its connections. */
    static Decorator<IOSession> sessions(boolean tls, boolean http2, SessionGuard guard) {
        if (http2) {
            return session -> session;
        }
        return tls ? guard : session -> new DirectSession(guard.decorate(session));
    }

    /** Whether connections are encrypted: to the backend, or to the proxy on the way to it. */
    private static boolean isTls(BackendConfiguration backend, BackendClientConfiguration configuration) {
        ProxyConfiguration proxy = configuration.getProxyConfiguration();
        return "https".equalsIgnoreCase(backend.url().getScheme())
                || (proxy != null && "https".equalsIgnoreCase(proxy.getScheme()));
    }

    /** The host that connections are made to: the proxy's, where there is one. */
    private static String host(BackendConfiguration backend, BackendClientConfiguration configuration) {
        return configuration.getProxyConfiguration() == null
                ? backend.target().host()
                : configuration.getProxyConfiguration().getHost();
    }
}

package smart.service;

import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.jetty.ConnectorFactory;
import io.dropwizard.jetty.HttpConnectorFactory;
import io.dropwizard.util.DataSize;
import io.dropwizard.util.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.util.thread.ThreadPool;
import org.jspecify.annotations.Nullable;

/** Opens the ports that the configuration names. */
final class Connectors {
    /** A connection may be idle for as long as a call can ever take, which the grace period bounds, and this. */
    private static final Duration IDLE = Duration.seconds(30);

    /** Room for any head that is taken from the backend, and for what is added to it. */
    private static final DataSize MOST_HEAD = DataSize.kibibytes(64);

    /** Jetty's cache of a connection's header fields would be 51 kB with the 512 characters that are Dropwizard's default. */
    private static final DataSize NO_CACHE = DataSize.bytes(0);

    private static final int ACCEPTORS = 1;

    private Connectors() {}

    /** Sets the connectors of the configuration's server, in the place of Dropwizard's, and gives them threads of their own. */
    static void configure(SmartConfiguration configuration) {
        DefaultServerFactory server = configuration.server();
        Duration idle = Duration.milliseconds(configuration.gracePeriod().toMilliseconds() + IDLE.toMilliseconds());
        int selectors = configuration.workers();
        CallersTls tls = configuration.callers().tls();
        List<ConnectorFactory> ports = configuration.ports().stream()
                .map(port -> (ConnectorFactory)
                        callers(configuration, connector(new CallerConnectorFactory(tls), port, selectors, idle)))
                .toList();
        server.setApplicationConnectors(ports);
        server.setMaxThreads(server.getMaxThreads() + ports.size() * (ACCEPTORS + selectors));
        HttpConnectorFactory admin = connector(new HttpConnectorFactory(), configuration.adminPort(), 1, IDLE);
        admin.setBindHost(configuration.adminHost());
        server.setAdminConnectors(List.of(admin));
        server.setShutdownGracePeriod(configuration.gracePeriod());
    }

    private static HttpConnectorFactory callers(SmartConfiguration configuration, HttpConnectorFactory connector) {
        connector.setBindHost(configuration.host());
        connector.setMaxRequestHeaderSize(configuration.callers().maxHeadSize());
        return connector;
    }

    private static HttpConnectorFactory connector(
            HttpConnectorFactory connector, int port, int selectors, Duration idle) {
        connector.setPort(port);
        connector.setAcceptorThreads(Optional.of(ACCEPTORS));
        connector.setSelectorThreads(Optional.of(selectors));
        connector.setIdleTimeout(idle);
        connector.setMaxResponseHeaderSize(MOST_HEAD);
        connector.setHeaderCacheSize(NO_CACHE);
        return connector;
    }

    /** Spares calls a change of thread: see {@link ConnectionExecutor}. */
    private static final class CallerConnectorFactory extends HttpConnectorFactory {
        private final @Nullable CallersTls tls;

        CallerConnectorFactory(@Nullable CallersTls tls) {
            this.tls = tls;
        }

        @Override
        protected HttpConfiguration buildHttpConfiguration() {
            HttpConfiguration http = super.buildHttpConfiguration();
            if (tls != null) {
                tls.secure(http);
            }
            return http;
        }

        @Override
        protected ServerConnector buildConnector(
                Server server,
                Scheduler scheduler,
                ByteBufferPool buffers,
                @Nullable String name,
                @Nullable ThreadPool threads,
                ConnectionFactory... protocols) {
            ThreadPool executor = new ConnectionExecutor(threads == null ? server.getThreadPool() : threads);
            ConnectionFactory[] spoken = tls == null ? protocols : tls.encrypted(server, protocols);
            return super.buildConnector(server, scheduler, buffers, name, executor, spoken);
        }
    }
}

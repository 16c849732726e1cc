package smart.service.server;

import static org.eclipse.jetty.http.HttpCompliance.Violation.CASE_SENSITIVE_FIELD_NAME;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.jetty.ConnectorFactory;
import io.dropwizard.jetty.HttpConnectorFactory;
import io.dropwizard.util.DataSize;
import io.dropwizard.util.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.util.thread.ThreadPool;
import org.jspecify.annotations.Nullable;

/** Opens the ports that the configuration names. */
public final class Connectors {
    /** The idle timeout is the longest possible call, which the grace period limits, plus this. */
    private static final Duration IDLE = Duration.seconds(30);

    /** Enough for any head that the backend may send, and for Smart's own fields. */
    private static final DataSize MOST_HEAD = DataSize.kibibytes(64);

    /** Most response heads fit; a larger one uses a buffer of the maximum size. */
    private static final int USUAL_HEAD = 2 * 1024;

    /** With Dropwizard's default of 512 characters, Jetty's header cache would take 51 kB per connection. */
    private static final DataSize NO_CACHE = DataSize.bytes(0);

    private static final int ACCEPTORS = 1;

    private Connectors() {}

    /**
     * Replaces Dropwizard's connectors, and gives them their own threads.
     *
     * @param longestCall the longest time that a connection may wait for its response
     */
    public static void configure(
            DefaultServerFactory server, Ports ports, String adminHost, int adminPort, Duration longestCall) {
        Duration idle = Duration.milliseconds(longestCall.toMilliseconds() + IDLE.toMilliseconds());
        server.setApplicationConnectors(ports.numbers().stream()
                .map(port -> (ConnectorFactory) caller(ports, port, idle))
                .toList());
        server.setMaxThreads(server.getMaxThreads() + ports.numbers().size() * (ACCEPTORS + ports.selectors()));
        HttpConnectorFactory admin = connector(new HttpConnectorFactory(), adminPort, 1, IDLE);
        admin.setBindHost(adminHost);
        server.setAdminConnectors(List.of(admin));
        server.setShutdownGracePeriod(longestCall);
    }

    /**
     * The ports for calls.
     *
     * @param host the address to listen on, or null for all
     * @param selectors the number of selectors per port
     * @param maxHeadSize the largest head of a request
     * @param tls null for none
     */
    public record Ports(
            List<Integer> numbers,
            @Nullable String host,
            int selectors,
            DataSize maxHeadSize,
            @Nullable CallersTls tls) {}

    private static HttpConnectorFactory caller(Ports ports, int port, Duration idle) {
        HttpConnectorFactory connector =
                connector(new CallConnectorFactory(ports.selectors(), ports.tls()), port, ports.selectors(), idle);
        connector.setBindHost(ports.host());
        connector.setMaxRequestHeaderSize(ports.maxHeadSize());
        return connector;
    }

    /** A port for calls on loopback with one selector. */
    public static CallConnector loopback(Server server, ThreadPool threads) {
        CallConnector connector = new CallConnector(
                server,
                threads,
                null,
                null,
                1,
                new CallConnectorFactory(1, null).buildHttpConnectionFactory(new HttpConfiguration()));
        connector.setHost("127.0.0.1");
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

    /** Creates {@link CallConnector}s without Dropwizard's instrumentation, since {@code CallMetrics} counts calls. */
    private static final class CallConnectorFactory extends HttpConnectorFactory {
        private final int selectors;
        private final @Nullable CallersTls tls;

        CallConnectorFactory(int selectors, @Nullable CallersTls tls) {
            this.selectors = selectors;
            this.tls = tls;
        }

        @Override
        public Connector build(Server server, MetricRegistry metrics, String name, @Nullable ThreadPool threads) {
            return buildConnector(
                    server,
                    new org.eclipse.jetty.util.thread.ScheduledExecutorScheduler(name + "-idle", true),
                    buildBufferPool(),
                    name,
                    threads,
                    buildHttpConnectionFactory(buildHttpConfiguration()));
        }

        @Override
        protected HttpConnectionFactory buildHttpConnectionFactory(HttpConfiguration configuration) {
            HttpConfiguration own = new HttpConfiguration(configuration);
            if (tls != null) {
                tls.secure(own);
            }
            // Keeps field names and values as the caller wrote them, not as in Jetty's cache.
            own.setHttpCompliance(HttpCompliance.RFC9110.with("Smart", CASE_SENSITIVE_FIELD_NAME));
            own.setHeaderCacheCaseSensitive(true);
            own.setResponseHeaderSize(USUAL_HEAD);
            own.setMaxResponseHeaderSize((int) MOST_HEAD.toBytes());
            HttpConnectionFactory factory = new CallerConnectionFactory(own);
            factory.setInputBufferSize((int) getInputBufferSize().toBytes());
            return factory;
        }

        @Override
        protected ServerConnector buildConnector(
                Server server,
                Scheduler scheduler,
                ByteBufferPool buffers,
                @Nullable String name,
                @Nullable ThreadPool threads,
                ConnectionFactory... protocols) {
            CallConnector connector = new CallConnector(
                    server,
                    threads == null ? server.getThreadPool() : threads,
                    scheduler,
                    buffers,
                    selectors,
                    tls == null ? protocols : tls.encrypted(server, protocols));
            connector.setPort(getPort());
            connector.setHost(getBindHost());
            connector.setAcceptQueueSize(1024);
            connector.setReuseAddress(true);
            connector.setIdleTimeout(getIdleTimeout().toMilliseconds());
            connector.setName(name);
            return connector;
        }
    }
}

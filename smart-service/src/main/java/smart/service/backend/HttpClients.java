package smart.service.backend;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.httpclient5.InstrumentedAsyncClientConnectionManager;
import io.dropwizard.client.proxy.AuthConfiguration;
import io.dropwizard.client.proxy.NonProxyListProxyRoutePlanner;
import io.dropwizard.client.proxy.ProxyConfiguration;
import io.dropwizard.util.Duration;
import java.nio.charset.CodingErrorAction;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.DefaultConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.apache.hc.core5.function.Decorator;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Builds the asynchronous HTTP client, and its pool, from Dropwizard's configuration. */
final class HttpClients {
    /** How often the client looks for connects that take too long: the accuracy of the connection timeout. */
    private static final TimeValue SELECT_INTERVAL = TimeValue.ofMilliseconds(100);

    /** The buffers of a connection, one each way, in bytes: a waiting call has a connection. They grow for long lines. */
    private static final int BUFFER = 2 * 1024;

    /** The longest line of a head, or before a chunk, in bytes. */
    private static final int MOST_LINE = 16 * 1024;

    /** The most fields of a head, and of a trailer. */
    private static final int MOST_FIELDS = 200;

    private HttpClients() {}

    /**
     * A pool whose gauges have Dropwizard's usual names, ending in {@code name} and what they count.
     *
     * @param tls whether connections are encrypted; else keys and certificates are read only where they are configured
     */
    static PoolingAsyncClientConnectionManager pool(
            MetricRegistry metrics,
            String name,
            BackendClientConfiguration configuration,
            boolean tls,
            boolean http2,
            int size,
            DnsResolver resolver) {
        RegistryBuilder<TlsStrategy> strategies = RegistryBuilder.create();
        if (tls || configuration.getTlsConfiguration() != null) {
            strategies.register("https", Tls.strategy(configuration.getTlsConfiguration()));
        }
        PoolingAsyncClientConnectionManager pool = InstrumentedAsyncClientConnectionManager.builder(metrics)
                .name(name)
                .poolConcurrencyPolicy(PoolConcurrencyPolicy.STRICT)
                .tlsStrategyLookup(strategies.build())
                .dnsResolver(resolver)
                .build();
        pool.setMaxTotal(size);
        pool.setDefaultMaxPerRoute(size);
        pool.setDefaultTlsConfig(TlsConfig.custom()
                .setVersionPolicy(http2 ? HttpVersionPolicy.NEGOTIATE : HttpVersionPolicy.FORCE_HTTP_1)
                .build());
        pool.setDefaultConnectionConfig(ConnectionConfig.custom()
                .setConnectTimeout(timeout(configuration.getConnectionTimeout()))
                .setTimeToLive(timeout(configuration.getTimeToLive()))
                .setValidateAfterInactivity(validateAfter(configuration.getValidateAfterInactivityPeriod()))
                .build());
        return pool;
    }

    /**
     * A client that does nothing on its own: no retry, redirect, cookie, authentication cache or upgrade.
     *
     * @param guard sees every connection before its first byte
     */
    static CloseableHttpAsyncClient client(
            BackendClientConfiguration configuration,
            PoolingAsyncClientConnectionManager pool,
            int ioThreads,
            Decorator<IOSession> guard) {
        HttpAsyncClientBuilder builder = HttpAsyncClientBuilder.create()
                .setConnectionManager(pool)
                .setIOReactorConfig(IOReactorConfig.custom()
                        .setIoThreadCount(ioThreads)
                        .setSelectInterval(SELECT_INTERVAL)
                        .setTcpNoDelay(true)
                        .build())
                .setThreadFactory(new DefaultThreadFactory("backend", true))
                .setIoSessionDecorator(guard)
                .setHttp1Config(Http1Config.custom()
                        .setBufferSize(BUFFER)
                        .setMaxLineLength(MOST_LINE)
                        .setMaxHeaderCount(MOST_FIELDS)
                        .build())
                // Header values pass byte for byte.
                .setCharCodingConfig(CharCodingConfig.custom()
                        .setCharset(new LineCharset())
                        .setMalformedInputAction(CodingErrorAction.REPLACE)
                        .setUnmappableInputAction(CodingErrorAction.REPLACE)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout(configuration.getConnectionRequestTimeout()))
                        .setProtocolUpgradeEnabled(false)
                        .setRedirectsEnabled(false)
                        .build())
                .setKeepAliveStrategy(new KeepAlive(configuration.getKeepAlive()))
                .setUserAgent(configuration.getUserAgent().orElse("smart"))
                .addExecInterceptorFirst("cancellation", new WholeCancellation())
                // Bodies pass byte for byte, and fields as the caller sent them.
                .disableContentCompression()
                .disableRequestPriority()
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableConnectionState();
        if (configuration.getKeepAlive().toMilliseconds() == 0) {
            builder.setConnectionReuseStrategy((request, response, context) -> false);
        }
        ProxyConfiguration proxy = configuration.getProxyConfiguration();
        if (proxy != null) {
            useProxy(builder, proxy);
        } else {
            builder.disableAuthCaching();
        }
        return builder.build();
    }

    private static void useProxy(HttpAsyncClientBuilder builder, ProxyConfiguration proxy) {
        HttpHost host = new HttpHost(proxy.getScheme(), proxy.getHost(), proxy.getPort());
        builder.setRoutePlanner(new NonProxyListProxyRoutePlanner(host, proxy.getNonProxyHosts()));
        AuthConfiguration auth = proxy.getAuth();
        if (auth != null) {
            BasicCredentialsProvider credentials = new BasicCredentialsProvider();
            credentials.setCredentials(
                    new AuthScope(host, auth.getRealm(), auth.getAuthScheme()),
                    new UsernamePasswordCredentials(
                            auth.getUsername(), auth.getPassword().toCharArray()));
            builder.setDefaultCredentialsProvider(credentials);
        }
    }

    /** For Dropwizard 0 means never, for the client each time. */
    private static TimeValue validateAfter(Duration inactivity) {
        return inactivity.toMilliseconds() == 0 ? TimeValue.NEG_ONE_MILLISECOND : timeout(inactivity);
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.of(duration.toMilliseconds(), MILLISECONDS);
    }

    /** What the backend asks for, else what is configured. */
    private static final class KeepAlive extends DefaultConnectionKeepAliveStrategy {
        private final TimeValue configured;

        KeepAlive(Duration configured) {
            this.configured = TimeValue.ofMilliseconds(configured.toMilliseconds());
        }

        @Override
        public TimeValue getKeepAliveDuration(HttpResponse response, HttpContext context) {
            return response.containsHeader("Keep-Alive") ? super.getKeepAliveDuration(response, context) : configured;
        }
    }
}

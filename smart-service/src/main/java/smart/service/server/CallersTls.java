package smart.service.server;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.dropwizard.jetty.HttpsConnectorFactory;
import java.io.IOException;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.KeyStoreScanner;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import smart.service.backend.client.tls.TlsNames;

/**
 * The section {@code callers.tls}: TLS for the callers' ports, with the keys of Dropwizard's {@code https} connector
 * that are about TLS. A replaced key store is reloaded within a second or two, for new connections. If it can't be
 * read, the old one stays in use.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NONE)
@JsonIgnoreProperties({
    "port",
    "bindHost",
    "inheritChannel",
    "headerCacheSize",
    "outputBufferSize",
    "maxRequestHeaderSize",
    "maxResponseHeaderSize",
    "inputBufferSize",
    "idleTimeout",
    "minBufferPoolSize",
    "bufferPoolIncrement",
    "maxBufferPoolSize",
    "minResponseDataPerSecond",
    "minRequestDataPerSecond",
    "acceptorThreads",
    "selectorThreads",
    "acceptQueueSize",
    "reuseAddress",
    "useServerHeader",
    "useDateHeader",
    "useForwardedHeaders",
    "useProxyProtocol",
    "httpCompliance",
    "uriCompliance",
    "requestCookieCompliance",
    "responseCookieCompliance"
})
public final class CallersTls extends HttpsConnectorFactory {
    private static final int SCAN_SECONDS = 1;

    /**
     * Checks that what the section names is there: stores, an alias, protocols, cipher suites, a provider.
     *
     * @throws IOException if something is missing; the message names the key
     */
    public void check() throws IOException {
        checkProvider();
        SslContextFactory.Server context = started();
        try {
            TlsNames.check(
                    "callers.tls",
                    "supportedCipherSuites",
                    context,
                    getSupportedProtocols(),
                    getSupportedCipherSuites());
            checkAlias(new TreeSet<>(context.getAliases()));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            LifeCycle.stop(context);
        }
    }

    private void checkProvider() throws IOException {
        String provider = getJceProvider();
        if (provider != null && Security.getProvider(provider) == null) {
            throw new IOException("callers.tls.jceProvider is '" + provider + "'; this JVM has "
                    + Arrays.stream(Security.getProviders())
                            .map(Provider::getName)
                            .collect(Collectors.joining(", ")));
        }
    }

    private void checkAlias(Set<String> aliases) throws IOException {
        String alias = getCertAlias();
        if (alias != null && !aliases.contains(alias)) {
            throw new IOException("callers.tls.certAlias is '" + alias + "', must be an alias of " + getKeyStorePath()
                    + ": " + String.join(", ", aliases));
        }
    }

    /** Reads the stores. */
    private SslContextFactory.Server started() throws IOException {
        SslContextFactory.Server context = context();
        try {
            context.start();
            return context;
        } catch (Exception e) {
            Throwable cause = e; // The JDK's IOException is in words; what caused it, such as bad padding, is not.
            while (cause.getCause() != null && !(cause instanceof IOException)) {
                cause = cause.getCause();
            }
            throw new IOException(
                    "callers.tls can't be used, with keyStorePath " + getKeyStorePath() + ": " + cause.getMessage(), e);
        }
    }

    /** Puts TLS in front of these protocols; the first one is used. */
    ConnectionFactory[] encrypted(Server server, ConnectionFactory... protocols) {
        SslContextFactory.Server context = context();
        KeyStoreScanner scanner = new KeyStoreScanner(context);
        scanner.setScanInterval(SCAN_SECONDS);
        server.addBean(scanner);
        List<ConnectionFactory> encrypted = new ArrayList<>();
        encrypted.add(new LoopedTls(context));
        encrypted.addAll(Arrays.asList(protocols));
        return encrypted.toArray(ConnectionFactory[]::new);
    }

    /** Marks requests as secure. */
    void secure(HttpConfiguration http) {
        http.addCustomizer(new SecureRequestCustomizer(!isDisableSniHostCheck()));
    }

    /** A connection's deferred tasks run on its own loop. */
    private static final class LoopedTls extends SslConnectionFactory {
        LoopedTls(SslContextFactory.Server context) {
            super(context, HttpVersion.HTTP_1_1.asString());
        }

        @Override
        protected SslConnection newSslConnection(Connector connector, EndPoint endPoint, SSLEngine engine) {
            return new SslConnection(
                    connector.getByteBufferPool(),
                    CallerEndPoint.loop(endPoint)::later,
                    getSslContextFactory(),
                    endPoint,
                    engine,
                    isDirectBuffersForEncryption(),
                    isDirectBuffersForDecryption());
        }
    }

    private SslContextFactory.Server context() {
        return configureSslContextFactory(new SslContextFactory.Server());
    }
}

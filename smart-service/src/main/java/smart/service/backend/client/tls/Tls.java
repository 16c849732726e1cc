package smart.service.backend.client.tls;

import io.dropwizard.client.ssl.TlsConfiguration;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executor;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/** TLS towards the backend, from Dropwizard's {@code jerseyClient.tls}. Thread-safe. */
public final class Tls {
    private final SslContextFactory.Client factory;

    /**
     * Certificates and host names are checked, unless the configuration says otherwise. Without configured cipher suites
     * the JDK's are offered, less those that Jetty finds weak: without forward secrecy, or with SHA-1. The same holds for
     * protocols.
     *
     * @throws IllegalArgumentException if a store can't be read, or a name is unknown; the message names the key
     */
    public Tls(@Nullable TlsConfiguration configuration) {
        factory = new SslContextFactory.Client();
        if (configuration != null) {
            factory.setSslContext(context(configuration));
            setProtocols(configuration);
            if (!configuration.isVerifyHostname()) {
                factory.setEndpointIdentificationAlgorithm(null);
            }
        }
        try {
            factory.start();
        } catch (Exception e) {
            throw new IllegalArgumentException("jerseyClient.tls: " + e.getMessage(), e);
        }
        if (configuration != null) {
            TlsNames.check(
                    "jerseyClient.tls",
                    "supportedCiphers",
                    factory,
                    configuration.getSupportedProtocols(),
                    configuration.getSupportedCiphers());
        }
    }

    private void setProtocols(TlsConfiguration configuration) {
        List<String> protocols = configuration.getSupportedProtocols();
        if (protocols != null) {
            factory.setExcludeProtocols();
            factory.setIncludeProtocols(protocols.toArray(String[]::new));
        }
        List<String> ciphers = configuration.getSupportedCiphers();
        if (ciphers != null) {
            factory.setExcludeCipherSuites();
            factory.setIncludeCipherSuites(ciphers.toArray(String[]::new));
        }
    }

    /**
     * TLS for one HTTP/1.1 connection to that host.
     *
     * @param executor runs the connection's deferred tasks
     */
    public TlsConnection connection(
            ByteBufferPool buffers, Executor executor, EndPoint endPoint, String host, int port) {
        return new TlsConnection(buffers, executor, factory, endPoint, engine(host, port));
    }

    /** Sends the host by SNI, whatever its form (RFC 6066 section 3). */
    private SSLEngine engine(String host, int port) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        SSLEngine engine = factory.newSSLEngine(name, port);
        engine.setUseClientMode(true);
        if (isTellable(name)) {
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(name)));
            engine.setSSLParameters(parameters);
        }
        return engine;
    }

    /** Not an address, and not a name with underscores, as in Compose, which the JDK refuses. */
    private static boolean isTellable(String host) {
        return host.matches("[A-Za-z0-9.-]+") && !host.matches("[0-9.]+");
    }

    private static SSLContext context(TlsConfiguration configuration) {
        try {
            SSLContext context = configuration.getProvider() == null
                    ? SSLContext.getInstance(configuration.getProtocol())
                    : SSLContext.getInstance(configuration.getProtocol(), configuration.getProvider());
            context.init(keys(configuration), trust(configuration), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("jerseyClient.tls: " + e.getMessage(), e);
        }
    }

    private static KeyManager @Nullable [] keys(TlsConfiguration configuration) throws GeneralSecurityException {
        if (configuration.getKeyStorePath() == null) {
            return null;
        }
        char[] password = password(configuration.getKeyStorePassword());
        KeyStore store = store(
                "keyStore",
                configuration.getKeyStorePath(),
                configuration.getKeyStoreType(),
                configuration.getKeyStoreProvider(),
                password);
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, password);
        String alias = configuration.getCertAlias();
        return alias == null ? managers.getKeyManagers() : NamedKey.of(managers.getKeyManagers(), known(alias, store));
    }

    /** The alias in the store's own case: stores ignore case, but key managers do not. */
    private static String known(String alias, KeyStore store) throws GeneralSecurityException {
        for (String each : Collections.list(store.aliases())) {
            if (each.equalsIgnoreCase(alias) && store.isKeyEntry(each)) {
                return each;
            }
        }
        throw new IllegalArgumentException("jerseyClient.tls.certAlias: the key store has no key named " + alias);
    }

    private static TrustManager[] trust(TlsConfiguration configuration) throws GeneralSecurityException {
        KeyStore trusted = configuration.getTrustStorePath() == null
                ? null
                : store(
                        "trustStore",
                        configuration.getTrustStorePath(),
                        configuration.getTrustStoreType(),
                        configuration.getTrustStoreProvider(),
                        password(configuration.getTrustStorePassword()));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        return configuration.isTrustSelfSignedCertificates()
                ? SelfSigned.trusted(managers.getTrustManagers())
                : managers.getTrustManagers();
    }

    private static KeyStore store(String key, File file, String type, @Nullable String provider, char[] password)
            throws GeneralSecurityException {
        KeyStore store = provider == null ? KeyStore.getInstance(type) : KeyStore.getInstance(type, provider);
        try (InputStream input = new FileInputStream(file)) {
            store.load(input, password);
            return store;
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "jerseyClient.tls." + key + "Path: can't read " + file + ": " + e.getMessage(), e);
        }
    }

    private static char[] password(@Nullable String password) {
        return password == null ? new char[0] : password.toCharArray();
    }
}

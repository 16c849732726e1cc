package smart.service.backend;

import io.dropwizard.client.ssl.TlsConfiguration;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.ssl.SSLContextBuilder;
import org.jspecify.annotations.Nullable;

/** TLS towards the backend, from Dropwizard's {@code jerseyClient.tls}. */
final class Tls {
    private Tls() {}

    /**
     * Certificates and host names are checked, unless the configuration says otherwise.
     *
     * @throws IllegalArgumentException where a store can't be read; the message names the key
     */
    static TlsStrategy strategy(@Nullable TlsConfiguration configuration) {
        // The client's own choice is the JDK's check alone, which did not happen until HttpClient 5.6.4
        // (CVE-2026-71290).
        ClientTlsStrategyBuilder builder = ClientTlsStrategyBuilder.create()
                .setHostVerificationPolicy(HostnameVerificationPolicy.BOTH)
                .setHostnameVerifier(new DefaultHostnameVerifier());
        if (configuration != null) {
            builder.setSslContext(context(configuration))
                    .setTlsVersions(array(configuration.getSupportedProtocols()))
                    .setCiphers(array(configuration.getSupportedCiphers()));
            if (!configuration.isVerifyHostname()) {
                builder.setHostVerificationPolicy(HostnameVerificationPolicy.CLIENT)
                        .setHostnameVerifier(NoopHostnameVerifier.INSTANCE);
            }
        }
        return builder.buildAsync();
    }

    private static SSLContext context(TlsConfiguration configuration) {
        try {
            SSLContextBuilder builder = SSLContextBuilder.create().setProtocol(configuration.getProtocol());
            if (configuration.getProvider() != null) {
                builder.setProvider(configuration.getProvider());
            }
            if (configuration.getKeyStorePath() != null) {
                char[] password = password(configuration.getKeyStorePassword());
                KeyStore store = store(
                        "keyStore",
                        configuration.getKeyStorePath(),
                        configuration.getKeyStoreType(),
                        configuration.getKeyStoreProvider(),
                        password);
                String alias = configuration.getCertAlias();
                builder.loadKeyMaterial(store, password, alias == null ? null : (aliases, parameters) -> alias);
            }
            KeyStore trusted = configuration.getTrustStorePath() == null
                    ? null
                    : store(
                            "trustStore",
                            configuration.getTrustStorePath(),
                            configuration.getTrustStoreType(),
                            configuration.getTrustStoreProvider(),
                            password(configuration.getTrustStorePassword()));
            builder.loadTrustMaterial(
                    trusted, configuration.isTrustSelfSignedCertificates() ? (chain, type) -> chain.length == 1 : null);
            return builder.build();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("jerseyClient.tls: " + e.getMessage(), e);
        }
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

    private static String @Nullable [] array(@Nullable List<String> values) {
        return values == null ? null : values.toArray(String[]::new);
    }
}

package smart.service.backend.client.settings;

import io.dropwizard.client.ssl.TlsConfiguration;

/**
 * The section {@code jerseyClient.tls}: Dropwizard's keys. Its default of {@code protocol}, TLSv1.2, would exclude later
 * versions as soon as anybody names a trust store.
 */
final class BackendTlsConfiguration extends TlsConfiguration {
    BackendTlsConfiguration() {
        setProtocol("TLS");
    }
}

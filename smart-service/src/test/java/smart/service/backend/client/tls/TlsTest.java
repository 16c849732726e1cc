package smart.service.backend.client.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.qos.logback.classic.Level;
import io.dropwizard.client.ssl.TlsConfiguration;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smart.service.LogLines;

final class TlsTest {
    private static SSLEngine engine(String host) {
        return engine(new Tls(null), host);
    }

    private static SSLEngine engine(Tls tls, String host) {
        return tls.connection(new ArrayByteBufferPool(), Runnable::run, new ByteArrayEndPoint(), host, 443)
                .getSSLEngine();
    }

    /** RFC 6066 section 3: the name without its last dot, and no address. */
    @ParameterizedTest
    @CsvSource({
        "backend.test, backend.test",
        "backend.test., backend.test",
        "localhost, localhost",
        "localhost., localhost",
        "my_backend,",
        "192.0.2.1,",
        "2001:db8::1,"
    })
    void theHostIsNamedWhateverItsNameLooksLike(String host, @Nullable String named) {
        SSLParameters parameters = engine(host).getSSLParameters();
        if (named == null) {
            assertThat(parameters.getServerNames()).isNullOrEmpty();
        } else {
            assertThat(parameters.getServerNames()).isEqualTo(List.of(new SNIHostName(named)));
        }
        assertThat(parameters.getEndpointIdentificationAlgorithm()).isEqualTo("HTTPS");
    }

    @Test
    void noWeakCipherSuiteIsOfferedAndTheStartWarnsOfNone() {
        try (LogLines log = LogLines.of("org.eclipse.jetty.util.ssl")) {
            TlsConfiguration configuration = new TlsConfiguration();
            for (Tls tls : List.of(new Tls(null), new Tls(configuration))) {
                assertThat(engine(tls, "localhost").getEnabledCipherSuites())
                        .contains("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")
                        .noneMatch(suite -> suite.startsWith("TLS_RSA_") || suite.endsWith("_CBC_SHA"));
            }
            assertThat(log.events()).noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.WARN));
        }
    }

    /** An old backend may need one of those that are left out otherwise. */
    @Test
    void configuredCipherSuitesAndProtocolsAreOffered() {
        TlsConfiguration configuration = new TlsConfiguration();
        configuration.setSupportedProtocols(List.of("TLSv1.2"));
        configuration.setSupportedCiphers(List.of("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"));
        SSLEngine engine = engine(new Tls(configuration), "localhost");
        assertThat(engine.getEnabledProtocols()).containsExactly("TLSv1.2");
        assertThat(engine.getEnabledCipherSuites()).containsExactly("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA");
    }

    @Test
    void whatDoesNotExistIsRefused() {
        TlsConfiguration configuration = new TlsConfiguration();
        configuration.setSupportedProtocols(List.of("TLSv9"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tls(configuration))
                .withMessageStartingWith("jerseyClient.tls.supportedProtocols has 'TLSv9'; this JVM knows ");
        configuration.setSupportedProtocols(null);
        configuration.setSupportedCiphers(List.of("NOPE"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tls(configuration))
                .withMessageStartingWith("jerseyClient.tls.supportedCiphers has 'NOPE'; this JVM knows ");
    }

    @ParameterizedTest
    @CsvSource({"localhost., localhost", "192.0.2.1, 192.0.2.1"})
    void theCertificateIsForTheNameWithoutItsLastDot(String host, String expected) {
        assertThat(engine(host).getPeerHost()).isEqualTo(expected);
    }
}

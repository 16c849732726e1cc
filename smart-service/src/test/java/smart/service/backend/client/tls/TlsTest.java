package smart.service.backend.client.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TlsTest {
    private static SSLEngine engine(String host) {
        return new Tls(null)
                .connection(new ArrayByteBufferPool(), Runnable::run, new ByteArrayEndPoint(), host, 443)
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

    @ParameterizedTest
    @CsvSource({"localhost., localhost", "192.0.2.1, 192.0.2.1"})
    void theCertificateIsForTheNameWithoutItsLastDot(String host, String expected) {
        assertThat(engine(host).getPeerHost()).isEqualTo(expected);
    }
}

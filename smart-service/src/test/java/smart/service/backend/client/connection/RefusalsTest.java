package smart.service.backend.client.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import smart.service.backend.BackendFailure.Broken;
import smart.service.backend.BackendFailure.Kind;
import smart.service.backend.BackendFailure.NoConnection;

final class RefusalsTest {
    private static Broken handshake(String words, Throwable cause) {
        SSLHandshakeException failure = new SSLHandshakeException(words);
        failure.initCause(cause);
        return Refusals.of(failure);
    }

    @Test
    void aFailedHandshakeHasItsReason() {
        Throwable nested = new IllegalStateException(new CertificateException("expired"));
        assertThat(handshake("no path", nested).noConnection()).isEqualTo(NoConnection.BAD_CERTIFICATE);
        assertThat(handshake("(handshake_failure) Received fatal alert: handshake_failure", null)
                        .noConnection())
                .isEqualTo(NoConnection.TLS_ALERT);
        assertThat(handshake("Unsupported or unrecognized SSL message", null).noConnection())
                .isEqualTo(NoConnection.NO_TLS);
    }

    @Test
    void aMissingSocketIsNotTheBackends() {
        Broken none = Refusals.noSocket(new IOException("Too many open files"));
        assertThat(none.noConnection()).isEqualTo(NoConnection.NO_SOCKET);
        assertThat(none.kind()).isEqualTo(Kind.REFUSED);
        assertThat(none.detail()).isEqualTo("Smart's machine gave no socket: Too many open files");
    }

    @Test
    void whatHasNothingToDoWithTlsIsARefusal() {
        Broken refused = Refusals.of(new ConnectException("Connection refused"));
        assertThat(refused.noConnection()).isNull();
        assertThat(refused.kind()).isEqualTo(Kind.REFUSED);
        assertThat(refused.detail()).isEqualTo("Connection refused");
    }
}

package smart.service.backend.client.connection;

import java.io.IOException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import smart.service.backend.BackendFailure;
import smart.service.backend.BackendFailure.Broken;
import smart.service.backend.BackendFailure.Kind;
import smart.service.backend.BackendFailure.NoConnection;

/** Tells why a connection could not be opened. */
final class Refusals {
    /** The JDK's words for an alert; it has no type for it. */
    private static final String ALERT = "Received fatal alert";

    private Refusals() {}

    /** The failure of an attempt whose connect, tunnel or TLS handshake failed. */
    static Broken of(Throwable cause) {
        String words = BackendFailure.words(cause);
        NoConnection why = why(cause, words);
        return why == null ? new Broken(Kind.REFUSED, 0, words, cause) : new Broken(why, words, cause);
    }

    /** The failure of an attempt for which Smart's own machine gave no socket: no address is to blame. */
    static Broken noSocket(IOException cause) {
        String words = "Smart's machine gave no socket: " + BackendFailure.words(cause);
        return new Broken(NoConnection.NO_SOCKET, words, cause);
    }

    private static @Nullable NoConnection why(Throwable cause, String words) {
        if (!(cause instanceof SSLException)) {
            return null;
        }
        for (Throwable inner = cause.getCause(); inner != null; inner = inner.getCause()) {
            if (inner instanceof CertificateException) {
                return NoConnection.BAD_CERTIFICATE;
            }
        }
        return words.contains(ALERT) ? NoConnection.TLS_ALERT : NoConnection.NO_TLS;
    }
}

package smart.service.backend;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.jspecify.annotations.Nullable;
import smart.service.backend.BackendFailure.Broken;
import smart.service.backend.BackendFailure.Kind;

/** Reads the exceptions of the HTTP client: the one place that knows what each means. */
final class ExchangeErrors {
    private ExchangeErrors() {}

    /**
     * The failure that an exchange ended with, or null where the exception is none of the backend's doing.
     *
     * @param status the status of the response's head, or 0 where none was read
     */
    static @Nullable BackendFailure toFailure(Throwable cause, int status) {
        Kind kind = kind(cause, status != 0);
        if (kind == null) {
            return null;
        }
        return new Broken(kind, status, detail(cause), cause);
    }

    private static String detail(Throwable cause) {
        if (cause instanceof TimeoutException || cause instanceof ConnectionRequestTimeoutException) {
            return "no connection of the pool in time"; // The client's words are about a deadline of its own.
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    private static @Nullable Kind kind(Throwable cause, boolean headRead) {
        if (cause instanceof ConnectTimeoutException
                || cause instanceof ConnectionRequestTimeoutException
                || cause instanceof TimeoutException
                || cause instanceof InterruptedIOException) {
            return Kind.TIMEOUT;
        }
        if (cause instanceof ConnectException
                || cause instanceof UnknownHostException
                || cause instanceof NoRouteToHostException
                || (cause instanceof SSLException && !headRead)) {
            return Kind.REFUSED;
        }
        if (cause instanceof ResponseReader.TooLarge) {
            return Kind.TOO_LARGE;
        }
        if (cause instanceof TruncatedChunkException || (cause instanceof ConnectionClosedException && headRead)) {
            return Kind.TRUNCATED;
        }
        if (cause instanceof HttpException
                || cause instanceof MalformedChunkCodingException
                || cause instanceof MessageConstraintException
                || cause instanceof SessionGuard.Unasked) {
            return Kind.MALFORMED;
        }
        return cause instanceof IOException ? Kind.RESET : null;
    }
}

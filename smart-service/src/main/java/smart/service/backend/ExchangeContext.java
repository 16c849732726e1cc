package smart.service.backend;

import java.io.IOException;
import java.net.SocketException;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.jspecify.annotations.Nullable;

/**
 * The context of one exchange. It tells a request that met a connection which the backend had closed while it was idle from
 * one that the backend got and then failed (RFC 9112 section 9.3.1): the connection had served before, and not one byte
 * came back on it since.
 */
final class ExchangeContext extends HttpClientContext {
    private volatile boolean reused;
    private volatile long receivedBefore;

    /** Called by the client when the request has its connection and is about to be written. */
    @Override
    public void setEndpointDetails(EndpointDetails connection) {
        super.setEndpointDetails(connection);
        reused = connection.getRequestCount() > 0;
        receivedBefore = connection.getReceivedBytesCount();
    }

    /** Whether the exchange, which ended with {@code cause}, may be repeated on another connection. */
    boolean isStale(Throwable cause) {
        if (cause instanceof RequestNotExecutedException || cause instanceof SessionGuard.Unasked) {
            return true;
        }
        EndpointDetails connection = getEndpointDetails();
        return isClosed(cause) && connection != null && reused && receivedBefore == connection.getReceivedBytesCount();
    }

    private static boolean isClosed(@Nullable Throwable cause) {
        return cause instanceof ConnectionClosedException
                || cause instanceof SocketException
                || (cause instanceof IOException && "Broken pipe".equals(cause.getMessage()));
    }
}

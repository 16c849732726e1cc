package smart.service.backend.client.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.jspecify.annotations.Nullable;
import smart.service.backend.client.tls.TlsConnection;

/**
 * The bytes of a connection to the backend. Used by the connection's loop.
 *
 * @param endPoint reads and writes {@code socket}, or TLS on it
 * @param tls the TLS, or null if there is none
 */
record Wire(EndPoint endPoint, BackendEndPoint socket, @Nullable TlsConnection tls) {

    static Wire of(EndPoint endPoint, BackendEndPoint socket) {
        TlsConnection tls = endPoint instanceof SslConnection.SslEndPoint secured
                        && secured.getSslConnection() instanceof TlsConnection known
                ? known
                : null;
        return new Wire(endPoint, socket, tls);
    }

    /**
     * Reads once more, and returns whether nothing has arrived on an idle connection, which waits for the selector. It
     * costs one system call.
     *
     * @param buffer for bytes that nobody wants
     */
    boolean isSilent(ByteBuffer buffer) {
        try {
            return tls == null ? endPoint.fill(buffer) == 0 : isTlsSilent();
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /**
     * Jetty's TLS reads nothing while it waits for the selector. So this does as the selector would. A connection that
     * then gets anything closes itself; any other waits again, through all layers.
     */
    private boolean isTlsSilent() {
        return socket.getFillInterest().fillable() && socket.isFillInterested() && endPoint.isFillInterested();
    }

    /** Whether a part of a TLS record has arrived, from which nothing can be read yet. */
    boolean isWithinRecord() {
        return tls != null && tls.holdsBytes();
    }

    /** Whether the end of the stream is the backend's. With TLS, a closed socket is no proof (RFC 9112 section 9.8). */
    boolean isEndProven() {
        return tls == null || tls.isCloseNotified();
    }

    void close() {
        endPoint.close();
        socket.close();
    }
}

package smart.service.backend.client.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * TLS on a connection to the backend. Unlike Jetty's own, it knows whether a part of a record has arrived, and whether
 * the backend ended the stream by the rules. Used by the connection's loop.
 */
public final class TlsConnection extends SslConnection {
    private int undecrypted; // bytes
    private boolean closeNotified;

    TlsConnection(
            ByteBufferPool buffers, Executor executor, SslContextFactory factory, EndPoint endPoint, SSLEngine engine) {
        super(buffers, executor, factory, endPoint, engine);
    }

    /** Whether bytes have arrived that are not decrypted yet. */
    public boolean holdsBytes() {
        return undecrypted > 0;
    }

    /**
     * Whether the backend has sent {@code close_notify}. Without it anybody may have cut the stream (RFC 8446 section
     * 6.1).
     */
    public boolean isCloseNotified() {
        return closeNotified;
    }

    @Override
    protected int networkFill(ByteBuffer input) throws IOException {
        int filled = super.networkFill(input);
        undecrypted += Math.max(0, filled);
        return filled;
    }

    @Override
    protected SSLEngineResult unwrap(SSLEngine engine, ByteBuffer input, ByteBuffer output) throws SSLException {
        SSLEngineResult result = super.unwrap(engine, input, output);
        undecrypted -= result.bytesConsumed();
        closeNotified |= result.getStatus() == SSLEngineResult.Status.CLOSED;
        return result;
    }
}

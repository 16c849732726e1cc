package smart.service.backend.client.connection;

import java.util.Objects;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;
import smart.service.backend.client.loop.SelectorLoop;
import smart.service.backend.client.tls.Tls;

/**
 * The steps between a new socket and its first request: TLS with the first hop, a tunnel through a proxy, TLS with the
 * backend. After the last step it sends the exchange for which the connection was opened.
 */
public final class Handshake {
    private final @Nullable Tls tls;
    private final ByteBufferPool buffers;
    private final Scheduler scheduler;
    private final ConnectionSettings settings;

    /**
     * @param tls creates the TLS engines, or null if the route has no TLS
     * @param scheduler the scheduler of the end points, unused without an idle timeout
     */
    public Handshake(@Nullable Tls tls, ByteBufferPool buffers, Scheduler scheduler, ConnectionSettings settings) {
        this.tls = tls;
        this.buffers = buffers;
        this.scheduler = scheduler;
        this.settings = settings;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    void begin(BackendEndPoint socket, Route route, SelectorLoop loop, ConnectionPool pool, Exchange exchange) {
        EndPoint firstHop = open(socket);
        if (route.tls()) {
            firstHop = secured(firstHop, route.host(), route.port(), loop);
        }
        if (route.tunnel() == null) {
            connected(firstHop, socket, loop, pool, exchange);
            return;
        }
        EndPoint hop = firstHop;
        TunnelConnection tunnel = new TunnelConnection(firstHop, socket, route.tunnel(), loop, pool, exchange, () -> {
            EndPoint backend = secured(hop, route.backendHost(), route.backendPort(), loop);
            connected(backend, socket, loop, pool, exchange);
        });
        use(firstHop, tunnel);
        tunnel.ask();
    }

    private void connected(
            EndPoint endPoint, BackendEndPoint socket, SelectorLoop loop, ConnectionPool pool, Exchange exchange) {
        BackendConnection connection = new BackendConnection(endPoint, socket, loop, pool, settings);
        use(endPoint, connection);
        connection.send(exchange);
    }

    private static EndPoint open(EndPoint endPoint) {
        endPoint.onOpen();
        return endPoint;
    }

    /** Installs a connection on an end point that has none yet; TLS opens together with it. */
    private static void use(EndPoint endPoint, Connection connection) {
        endPoint.setConnection(connection);
        if (endPoint instanceof SslConnection.SslEndPoint secured) {
            secured.getSslConnection().onOpen();
        } else {
            connection.onOpen();
        }
    }

    private EndPoint secured(EndPoint endPoint, String host, int port, SelectorLoop loop) {
        SslConnection connection = Objects.requireNonNull(tls).connection(buffers, loop::later, endPoint, host, port);
        endPoint.setConnection(connection);
        return connection.getSslEndPoint();
    }
}

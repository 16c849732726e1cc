package smart.service.server;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.thread.Scheduler;
import smart.service.backend.client.loop.SelectorLoop;

/** A caller's socket, which knows its loop. */
final class CallerEndPoint extends SocketChannelEndPoint {
    private final SelectorLoop loop;

    CallerEndPoint(SocketChannel channel, SelectorLoop loop, SelectionKey key, Scheduler scheduler) {
        super(channel, loop, key, scheduler);
        this.loop = loop;
    }

    /** The loop that serves {@code endPoint}: a caller's socket, or TLS on one. */
    static SelectorLoop loop(EndPoint endPoint) {
        return endPoint instanceof SslConnection.SslEndPoint secured
                ? loop(secured.getSslConnection().getEndPoint())
                : ((CallerEndPoint) endPoint).loop;
    }
}

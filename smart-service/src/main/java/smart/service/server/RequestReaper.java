package smart.service.server;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the callers' connections in number, and each request in time. Jetty's idle timeout alone is no bound: a caller that
 * sends a byte now and then, or takes one, is never idle. Here a connection is closed where the first byte of a request came
 * so long ago and its answer's last byte has not been written, whether the head is slow, the body, or the reading.
 *
 * <p>The admin port is not counted: whoever is paged gets in. Looked at once a second, or more often where the time is short,
 * by the scheduler's thread.
 */
public final class RequestReaper implements LifeCycle.Listener {
    private final int maxConnections;
    private final long mostNanos;
    private final ScheduledExecutorService scheduler;

    /** @param mostTime how long a request may take, from its first byte to the last of its answer */
    public RequestReaper(int maxConnections, Duration mostTime, ScheduledExecutorService scheduler) {
        this.maxConnections = maxConnections;
        this.mostNanos = mostTime.toNanos();
        this.scheduler = scheduler;
    }

    /** The connectors are there, and nothing was accepted yet. */
    @Override
    public void lifeCycleStarting(LifeCycle started) {
        Server server = (Server) started;
        List<Connector> callers = Arrays.stream(server.getConnectors())
                .filter(connector -> connector instanceof CallConnector)
                .toList();
        server.addBean(new NetworkConnectionLimit(maxConnections, callers.toArray(Connector[]::new)));
        long period = Math.min(TimeUnit.SECONDS.toNanos(1), mostNanos / 2);
        var unused = scheduler.scheduleWithFixedDelay(() -> sweep(callers), period, period, TimeUnit.NANOSECONDS);
    }

    private void sweep(List<Connector> connectors) {
        for (Connector connector : connectors) {
            for (EndPoint endPoint : connector.getConnectedEndPoints()) {
                CallerConnection connection = connection(endPoint.getConnection());
                if (connection != null && connection.requestNanos() > mostNanos) {
                    endPoint.close();
                }
            }
        }
    }

    private static @Nullable CallerConnection connection(@Nullable Connection connection) {
        if (connection instanceof SslConnection secured) {
            return connection(secured.getSslEndPoint().getConnection());
        }
        return connection instanceof CallerConnection caller ? caller : null;
    }
}

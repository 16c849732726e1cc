package smart.service.server;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits the number of callers' connections, and the time of each request. Jetty's idle timeout is not enough: a caller
 * that sends or reads a byte now and then is never idle. This class closes a connection if too much time has passed
 * since the first byte of a request and the last byte of its response is not yet written. So it covers slow heads, slow
 * bodies and slow readers.
 *
 * <p>The admin port does not count, so that operators always get in. The scheduler's thread checks once a second, or
 * more often for a short time.
 */
public final class RequestReaper implements LifeCycle.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(RequestReaper.class);

    private final int maxConnections;
    private final LongestRequest longest;
    private final ScheduledExecutorService scheduler;
    /** The application's connectors, from the server's start on. */
    private volatile List<Connector> callers = List.of();

    /**
     * @param timeout the timeout of a new call, which may change
     * @param slowCallerGrace how much longer than that a request may take, from its first byte to the last byte of its
     *     response
     * @param metrics gets {@code smart.caller_connections}, and {@code smart.caller_connections_max}
     */
    public RequestReaper(
            int maxConnections,
            Supplier<Duration> timeout,
            Duration slowCallerGrace,
            ScheduledExecutorService scheduler,
            MetricRegistry metrics) {
        this.maxConnections = maxConnections;
        this.longest = new LongestRequest(() -> timeout.get().plus(slowCallerGrace), System::nanoTime);
        this.scheduler = scheduler;
        metrics.registerGauge("smart.caller_connections", (Gauge<Integer>) this::connections);
        metrics.registerGauge("smart.caller_connections_max", (Gauge<Integer>) this::maxConnections);
    }

    /** How many connections callers have now. */
    public int connections() {
        return callers.stream()
                .mapToInt(connector -> connector.getConnectedEndPoints().size())
                .sum();
    }

    /** At so many connections no further one is accepted. */
    public int maxConnections() {
        return maxConnections;
    }

    /** The connectors exist, but have not accepted any connection yet. */
    @Override
    public void lifeCycleStarting(LifeCycle started) {
        Server server = (Server) started;
        callers = Arrays.stream(server.getConnectors())
                .filter(connector -> connector instanceof CallConnector)
                .toList();
        server.addBean(new NetworkConnectionLimit(maxConnections, callers.toArray(Connector[]::new)));
        long period = Math.min(TimeUnit.SECONDS.toNanos(1), longest.nanos() / 2);
        var unused = scheduler.scheduleWithFixedDelay(this::sweep, period, period, TimeUnit.NANOSECONDS);
    }

    private void sweep() {
        long mostNanos = longest.nanos();
        for (Connector connector : callers) {
            for (EndPoint endPoint : connector.getConnectedEndPoints()) {
                CallerConnection connection = connection(endPoint.getConnection());
                if (connection != null && connection.requestNanos() > mostNanos) {
                    close(endPoint);
                }
            }
        }
    }

    /** Whatever it throws ends neither this sweep nor the next ones. */
    private static void close(EndPoint endPoint) {
        try {
            endPoint.close();
        } catch (RuntimeException | Error e) {
            LOG.error("closing a caller's connection failed: this is a bug", e);
        }
    }

    private static @Nullable CallerConnection connection(@Nullable Connection connection) {
        if (connection instanceof SslConnection secured) {
            return connection(secured.getSslEndPoint().getConnection());
        }
        return connection instanceof CallerConnection caller ? caller : null;
    }

    /**
     * How long a request may take, while the timeout of calls changes. A longer time applies at once. A shorter one applies
     * when the requests that began before the change have had their time, since a call in flight keeps its deadline. For
     * one thread.
     */
    static final class LongestRequest {
        private final Supplier<Duration> wanted;
        private final LongSupplier nanoTime;
        private long nanos;
        private long lastWanted;

        /**
         * @param wanted the time that a request which begins now may take
         * @param nanoTime the clock, in nanoseconds
         */
        LongestRequest(Supplier<Duration> wanted, LongSupplier nanoTime) {
            this.wanted = wanted;
            this.nanoTime = nanoTime;
            this.nanos = wanted.get().toNanos();
            this.lastWanted = nanoTime.getAsLong();
        }

        /** In nanoseconds. Call it regularly: a change that is over before the next call is not seen. */
        long nanos() {
            long next = wanted.get().toNanos();
            long now = nanoTime.getAsLong();
            if (next >= nanos || now - lastWanted > nanos) {
                nanos = next;
                lastWanted = now;
            }
            return nanos;
        }
    }
}

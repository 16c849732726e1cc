package smart.service;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the callers' connections in number, and each request in time. Jetty's idle timeout alone is no bound: a caller
 * that sends a byte now and then, or takes one, is never idle. Here a connection is closed where bytes of a request came
 * and its answer was not complete so long after, whether the head is slow, the body, or the reading of the answer.
 *
 * <p>The admin port is not counted: whoever is paged gets in. Looked at once a second, or more often where the time is
 * short, by the scheduler's thread.
 */
final class CallerConnections implements LifeCycle.Listener {
    private final int maxConnections;
    private final long mostNanos;
    private final ScheduledExecutorService scheduler;
    private final LongSupplier nanoTime;
    /** Used by the scheduler's thread alone. */
    private Map<EndPoint, Progress> known = new HashMap<>();

    /** A connection's counts when it was last seen without a request, and when that was. */
    private record Progress(long answers, long bytes, long since) {}

    /**
     * @param mostTime how long a request may take, from its first byte to the last of its answer
     * @param nanoTime a clock, in nanoseconds
     */
    CallerConnections(
            int maxConnections, Duration mostTime, ScheduledExecutorService scheduler, LongSupplier nanoTime) {
        this.maxConnections = maxConnections;
        this.mostNanos = mostTime.toNanos();
        this.scheduler = scheduler;
        this.nanoTime = nanoTime;
    }

    /** The connectors are there, and nothing was accepted yet. */
    @Override
    public void lifeCycleStarting(LifeCycle started) {
        Server server = (Server) started;
        List<Connector> callers = Arrays.stream(server.getConnectors())
                .filter(connector -> !"admin".equals(connector.getName()))
                .toList();
        server.addBean(new NetworkConnectionLimit(maxConnections, callers.toArray(Connector[]::new)));
        long period = Math.min(TimeUnit.SECONDS.toNanos(1), mostNanos / 2);
        var unused = scheduler.scheduleWithFixedDelay(() -> sweep(callers), period, period, TimeUnit.NANOSECONDS);
    }

    private void sweep(List<Connector> connectors) {
        long now = nanoTime.getAsLong();
        Map<EndPoint, Progress> seen = new HashMap<>(known.size());
        for (Connector connector : connectors) {
            for (EndPoint endPoint : connector.getConnectedEndPoints()) {
                Connection connection = endPoint.getConnection();
                if (connection == null) {
                    continue;
                }
                Progress progress = progress(known.get(endPoint), connection, now);
                seen.put(endPoint, progress);
                if (now - progress.since() > mostNanos) {
                    endPoint.close();
                }
            }
        }
        known = seen;
    }

    private static Progress progress(@Nullable Progress before, Connection connection, long now) {
        long answers = connection.getMessagesOut();
        long bytes = connection.getBytesIn();
        if (before == null) {
            return new Progress(answers, 0, now);
        }
        boolean idle =
                answers != before.answers() || (bytes == before.bytes() && connection.getMessagesIn() == answers);
        return idle ? new Progress(answers, bytes, now) : before;
    }
}

package smart.bench.load.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** One event loop with its connections. It checks their deadlines. */
@SuppressWarnings("FutureReturnValueIgnored") // The future is ignored: handlers and deadlines report everything
public final class Lane {
    private static final long LOOK_EVERY_MILLIS = 10;

    private final int index;
    private final EventLoop loop;
    private final TargetChannel wire;
    private final Bootstrap bootstrap;
    private final long threadId;
    private final List<Connection> connections = new CopyOnWriteArrayList<>();

    public Lane(int index, EventLoop loop, TargetChannel wire, Bootstrap bootstrap) {
        this.index = index;
        this.loop = loop;
        this.wire = wire;
        this.bootstrap =
                bootstrap.clone().option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) (wire.timeoutNanos() / 1_000_000));
        this.threadId = loop.submit(() -> Thread.currentThread().getId())
                .syncUninterruptibly()
                .getNow();
        loop.scheduleWithFixedDelay(this::expire, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** From 0 up. */
    public int index() {
        return index;
    }

    public EventLoop loop() {
        return loop;
    }

    /** The event loop's thread, for its CPU time. */
    public long threadId() {
        return threadId;
    }

    public Connection add() {
        Connection connection = new Connection(this, wire, bootstrap);
        connections.add(connection);
        return connection;
    }

    /** Those added so far; may be read from any thread. */
    public List<Connection> connections() {
        return connections;
    }

    private void expire() {
        long now = System.nanoTime();
        for (Connection connection : connections) {
            connection.expire(now);
        }
    }
}

package smart.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.Future;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import smart.bench.load.closed.Backoff;
import smart.bench.load.closed.ClosedLevel;
import smart.bench.load.http.Connection;
import smart.bench.load.http.Lane;
import smart.bench.load.http.Target;
import smart.bench.load.http.TargetChannel;
import smart.bench.load.http.Transport;
import smart.bench.load.http.UnreachableException;
import smart.bench.load.measure.Amount;
import smart.bench.load.measure.Level;
import smart.bench.load.measure.Watch;
import smart.bench.load.open.OpenLevel;
import smart.bench.load.open.OpenLoad;
import smart.bench.load.open.OpenSchedule;

/**
 * Sends load to one target, and keeps its connections from level to level. One level runs at a time; used by one
 * thread, but any may call {@link #stopConnecting}.
 */
@SuppressWarnings("FutureReturnValueIgnored") // The future is ignored: handlers and deadlines report everything
public final class Generator implements AutoCloseable {
    /** Each connection has its own timeout; this one covers everything else. */
    private static final Duration CONNECTING_GRACE = Duration.ofSeconds(2);

    private final Target target;
    private final EventLoopGroup loops;
    private final EventLoop observer;
    private final List<Lane> lanes = new ArrayList<>();
    private final List<Connection> connections = new ArrayList<>();
    private final Backoff backoff = new Backoff();

    // Set by one thread and read by another: each looks at the other's after it has set its own.
    private volatile boolean stopped;
    private volatile List<Future<Void>> pending = List.of();

    /** Starts the event loops; nothing is sent yet. */
    public Generator(Target target) {
        this(target, loopsFor(Runtime.getRuntime().availableProcessors()));
    }

    /** The same with a number of event loops, from 1 up. */
    public Generator(Target target, int count) {
        this.target = target;
        Transport transport = Transport.available();
        this.loops = transport.eventLoops("load", count + 1);
        this.observer = loops.next();
        TargetChannel wire = new TargetChannel(target);
        Bootstrap bootstrap = transport.bootstrap();
        for (int i = 0; i < count; i++) {
            lanes.add(new Lane(i, loops.next(), wire, bootstrap));
        }
    }

    /** Half the cores, since a target on the same machine needs the others; more than four loops are never needed. */
    private static int loopsFor(int cores) {
        return Math.max(1, Math.min(4, cores / 2));
    }

    /**
     * Opens connections until there are that many. Returns early after {@link #stopConnecting}.
     *
     * @throws UnreachableException if the target does not accept one
     */
    public void connect(int count) throws UnreachableException {
        if (stopped) {
            return;
        }
        long deadline = System.nanoTime()
                + target.timeout()
                        .plus(CONNECTING_GRACE)
                        .multipliedBy(target.addresses().size())
                        .toNanos();
        List<Future<Void>> opening = new ArrayList<>();
        for (Connection connection : slots(count)) {
            opening.add(connection.open());
        }
        pending = opening;
        for (Future<Void> opened : opening) {
            if (stopped) {
                return;
            }
            if (!opened.awaitUninterruptibly(left(deadline), TimeUnit.NANOSECONDS)) {
                throw new UnreachableException(
                        "can't connect to " + where() + ": not all of " + count + " connections were open in time");
            }
            Throwable cause = opened.cause();
            if (cause != null && !opened.isCancelled()) {
                throw new UnreachableException(describe(cause));
            }
        }
    }

    /** Ends the waiting of {@link #connect}, now and later. May be called from any thread. */
    public void stopConnecting() {
        stopped = true;
        pending.forEach(opened -> opened.cancel(false));
    }

    /** Starts a level of the closed model. Its requests open the connections that are missing. */
    public Level closed(int concurrency, Amount warmup, Amount amount) {
        return closed(concurrency, warmup, amount, new GeneratorWatch(lanes, observer));
    }

    Level closed(int concurrency, Amount warmup, Amount amount, Watch watch) {
        backoff.nextLevel();
        ClosedLevel level = new ClosedLevel(slots(concurrency), lanes.size(), warmup, amount, backoff, watch);
        level.start();
        return level;
    }

    /** Starts the level of an open model. It opens connections as it needs them. */
    public Level open(OpenLoad load) {
        return open(load, new GeneratorWatch(lanes, observer));
    }

    Level open(OpenLoad load, Watch watch) {
        long warmup = load.warmup().toNanos();
        OpenSchedule schedule = new OpenSchedule(
                System.nanoTime(),
                warmup,
                warmup + load.duration().toNanos(),
                target.timeout().toNanos());
        OpenLevel level = new OpenLevel(lanes, load, schedule, watch);
        level.start();
        return level;
    }

    /** Closes all connections and ends the event loops. */
    @Override
    public void close() {
        lanes.forEach(lane -> lane.loop().execute(() -> lane.connections().forEach(Connection::close)));
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }

    private List<Connection> slots(int count) {
        while (connections.size() < count) {
            connections.add(lanes.get(connections.size() % lanes.size()).add());
        }
        return connections.subList(0, count);
    }

    private String describe(Throwable cause) {
        String where = where();
        if (cause instanceof ConnectException
                && String.valueOf(cause.getMessage()).contains("refused")) {
            return "connection refused by " + where + ": is the target running?";
        }
        return "can't connect to " + where + ": " + Connection.words(cause);
    }

    private String where() {
        return target.host() + ":" + target.port();
    }

    private static long left(long deadline) {
        return Math.max(1, deadline - System.nanoTime());
    }
}

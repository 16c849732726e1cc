package smart.bench.load.open;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import smart.bench.load.http.Connection;
import smart.bench.load.http.Lane;
import smart.bench.load.http.RequestOutcome;
import smart.bench.load.measure.Tally;

/**
 * One event loop's part of an open model. A request that finds all connections in use stays due, and its time runs. The
 * backlog needs no memory, because the due times are computed only when requests are sent. Confined to its event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // The future is ignored: a timer fails only together with its event loop
final class OpenLane implements Connection.Listener {
    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** The level, of which this is a part. Called on the event loop. */
    interface Whole {
        /** Runs a step; what it throws ends the level. */
        void guard(Runnable step);

        /** A request is over, possibly one of the warm-up. */
        void departed(Connection connection, RequestOutcome outcome, long at);

        /** This part has no more requests. */
        void finished();
    }

    private final Lane lane;
    private final Arrivals arrivals;
    private final OpenSchedule schedule;
    private final Whole whole;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final int maxConnections;
    private final Tally tally = new Tally();
    private final Wake wake;

    private double nextDue;
    private int opened;
    private long unsent;
    private long late;
    private long generatorLate;
    private boolean connectionsWereMissing;
    private boolean ended;

    OpenLane(Lane lane, Arrivals arrivals, int maxConnections, OpenSchedule schedule, Whole whole) {
        this.lane = lane;
        this.arrivals = arrivals;
        this.nextDue = arrivals.next();
        this.maxConnections = maxConnections;
        this.schedule = schedule;
        this.whole = whole;
        this.idle.addAll(lane.connections());
        this.opened = idle.size();
        this.wake = new Wake(this::setTimer, this::sendDue);
    }

    EventLoop loop() {
        return lane.loop();
    }

    Tally tally() {
        return tally;
    }

    long unsent() {
        return unsent;
    }

    long late() {
        return late;
    }

    /** The late requests that did not wait for a connection: the generator itself was late. */
    long generatorLate() {
        return generatorLate;
    }

    /** Sends the due requests, and schedules itself for the next one. */
    void sendDue() {
        long now = System.nanoTime();
        while (nextDue != Arrivals.NEVER) {
            long due = schedule.begin() + (long) nextDue;
            if (due > now) {
                connectionsWereMissing = false;
                wake.after(due - now);
                return;
            }
            if (now - due >= schedule.timeoutNanos()) {
                skip();
            } else if (!send(due, now)) {
                return; // continues when a connection is free
            }
        }
        endIfIdle();
    }

    private void setTimer(long nanos) {
        lane.loop().schedule(() -> whole.guard(wake::fired), nanos, TimeUnit.NANOSECONDS);
    }

    /** Ends the open and the due requests. */
    void stop() {
        long now = System.nanoTime();
        while (isDue(now)) {
            skip();
        }
        nextDue = Arrivals.NEVER;
        for (Connection connection : lane.connections()) {
            if (connection.isBusy()) {
                connection.abort(RequestOutcome.UNFINISHED);
            }
        }
        endIfIdle();
    }

    @Override
    public void done(Connection connection, boolean measured, RequestOutcome outcome, int status, long start, long at) {
        whole.guard(() -> {
            count(connection, measured, outcome, status, start, at);
            idle.push(connection);
            if (isDue(at)) {
                sendDue();
            } else {
                endIfIdle();
            }
        });
    }

    private void count(
            Connection connection, boolean measured, RequestOutcome outcome, int status, long start, long at) {
        whole.departed(connection, outcome, at);
        if (measured) {
            tally.add(outcome, status, at - start, at);
            tally.trace(connection.trace(), at - start);
        }
    }

    private boolean send(long due, long now) {
        if (idle.isEmpty() && opened == maxConnections) {
            connectionsWereMissing = true;
            return false;
        }
        Connection connection = idle.isEmpty() ? lane.add() : idle.pop();
        opened = Math.max(opened, lane.connections().size());
        boolean measured = isMeasured();
        if (measured && now - due > LATE_NANOS) {
            late++;
            generatorLate += connectionsWereMissing ? 0 : 1;
        }
        nextDue = arrivals.next();
        connection.send(due, now, measured, this);
        return true;
    }

    private void skip() {
        if (isMeasured()) {
            unsent++;
        }
        nextDue = arrivals.next();
    }

    private boolean isDue(long now) {
        return nextDue <= now - schedule.begin();
    }

    private boolean isMeasured() {
        return nextDue >= schedule.warmupNanos();
    }

    private void endIfIdle() {
        if (!ended && nextDue == Arrivals.NEVER && idle.size() == opened) {
            ended = true;
            whole.finished();
        }
    }
}

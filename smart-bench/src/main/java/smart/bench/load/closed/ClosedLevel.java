package smart.bench.load.closed;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import smart.bench.load.http.Connection;
import smart.bench.load.http.RequestOutcome;
import smart.bench.load.measure.Amount;
import smart.bench.load.measure.GeneratorHealth;
import smart.bench.load.measure.Level;
import smart.bench.load.measure.LevelEnd;
import smart.bench.load.measure.Measurement;
import smart.bench.load.measure.MeasurementWindow;
import smart.bench.load.measure.Outage;
import smart.bench.load.measure.Tally;
import smart.bench.load.measure.Watch;

/**
 * The closed model: each of a number of callers sends its next request when its last one is over. So the concurrency is
 * constant from the first request of the warm-up until the last measured one is sent. The exception is a caller that
 * pauses after a failure, see {@link Backoff}: after a quick one only if the level is a number of requests, since only
 * that can be used up.
 */
@SuppressWarnings("FutureReturnValueIgnored") // The future is ignored: a timer fails only together with its event loop
public final class ClosedLevel implements Level, Connection.Listener {
    /** A pausing caller notices the end of the level within this time. */
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final List<Connection> callers;
    private final Watch watch;
    private final MeasurementWindow window;
    private final Tickets tickets;
    private final Tally[] tallies;
    private final Backoff backoff;
    private final boolean counted;
    private final long began = System.nanoTime();
    private final AtomicInteger active;
    private final AtomicInteger pausing = new AtomicInteger();
    private final Outage outage = new Outage();
    private final LevelEnd end = new LevelEnd();
    private volatile @Nullable String stopped;

    /**
     * A level that sends nothing before {@link #start}.
     *
     * @param backoff that of the levels before
     */
    public ClosedLevel(
            List<Connection> callers, int lanes, Amount warmup, Amount amount, Backoff backoff, Watch watch) {
        this.callers = List.copyOf(callers);
        this.watch = watch;
        this.window = new MeasurementWindow(watch);
        this.tickets = new Tickets(warmup, amount, window);
        this.tallies = Stream.generate(Tally::new).limit(lanes).toArray(Tally[]::new);
        this.backoff = backoff;
        this.counted = amount instanceof Amount.Requests;
        this.active = new AtomicInteger(callers.size());
    }

    public void start() {
        callers.forEach(caller -> caller.lane().loop().execute(() -> end.guard(() -> next(caller))));
    }

    @Override
    public CompletableFuture<Measurement> done() {
        return end.done();
    }

    @Override
    public double progress() {
        return tickets.progress(System.nanoTime());
    }

    @Override
    public void stop(String reason) {
        stopped = reason;
        window.close(System.nanoTime());
        callers.forEach(caller -> caller.lane().loop().execute(() -> {
            if (caller.isBusy()) {
                caller.abort(RequestOutcome.UNFINISHED);
            }
        }));
    }

    @Override
    public void done(Connection caller, boolean measured, RequestOutcome outcome, int status, long start, long at) {
        end.guard(() -> {
            count(caller, measured, outcome, status, start, at);
            goOn(caller, outcome, at - start, at);
        });
    }

    private void count(Connection caller, boolean measured, RequestOutcome outcome, int status, long start, long at) {
        window.departed(outcome);
        if (counted && outcome == RequestOutcome.SUCCEEDED) { // else nobody asks, and all event loops share its lock
            backoff.succeeded(at - start);
        }
        if (measured) {
            Tally tally = tallies[caller.lane().index()];
            tally.add(outcome, status, at - start, at);
            tally.trace(caller.trace(), at - start);
        }
    }

    private void goOn(Connection caller, RequestOutcome outcome, long took, long now) {
        if (outcome.isNoConnection()) {
            outage.failed(now, caller.failure()).ifPresent(this::stop);
            pause(caller, now, Backoff.afterNoConnection(caller.failuresInARow()));
            return;
        }
        outage.over();
        long pause = counted && outcome.isFailure() ? backoff.afterFailure(took, now - began, othersInFlight()) : 0;
        if (pause == 0) {
            next(caller);
        } else {
            pause(caller, now, pause);
        }
    }

    private boolean othersInFlight() {
        return active.get() - pausing.get() > 1;
    }

    private void pause(Connection caller, long from, long nanos) {
        pausing.incrementAndGet();
        rest(caller, from, from + nanos);
    }

    private void rest(Connection caller, long from, long until) {
        long now = System.nanoTime();
        if (now < until && !window.isClosed()) {
            long slice = Math.min(until - now, LOOK_EVERY_NANOS);
            caller.lane()
                    .loop()
                    .schedule(() -> end.guard(() -> rest(caller, from, until)), slice, TimeUnit.NANOSECONDS);
            return;
        }
        window.paused(from, now);
        pausing.decrementAndGet();
        next(caller);
    }

    private void next(Connection caller) {
        Tickets.Ticket ticket = tickets.take(System.nanoTime());
        if (ticket != Tickets.Ticket.NONE) {
            // Not the time of the ticket: waiting for it is not the target's time.
            long now = System.nanoTime();
            caller.send(now, now, ticket == Tickets.Ticket.MEASURED, this);
        } else if (active.decrementAndGet() == 0) {
            end.measured(watch, this::measurement);
        }
    }

    private Measurement measurement(GeneratorHealth health) {
        Tally sum = new Tally();
        for (Tally tally : tallies) {
            sum.add(tally);
        }
        return new Measurement(
                sum,
                window.nanos(),
                window.departures(),
                window.successes(),
                window.pausedNanos(),
                health,
                0,
                0,
                stopped,
                outage.reason());
    }
}

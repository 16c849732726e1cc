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
 * constant from the first request of the warm-up until the last measured one is sent.
 */
@SuppressWarnings("FutureReturnValueIgnored") // The future is ignored: a timer fails only together with its event loop
public final class ClosedLevel implements Level, Connection.Listener {
    /** The pause between connect attempts of one caller; it doubles with each attempt. */
    private static final long FIRST_PAUSE_MILLIS = 10;

    private static final int MAX_DOUBLINGS = 3;

    private final List<Connection> callers;
    private final Watch watch;
    private final MeasurementWindow window;
    private final Tickets tickets;
    private final Tally[] tallies;
    private final AtomicInteger active;
    private final Outage outage = new Outage();
    private final LevelEnd end = new LevelEnd();
    private volatile @Nullable String stopped;

    public ClosedLevel(List<Connection> callers, int lanes, Amount warmup, Amount amount, Watch watch) {
        this.callers = List.copyOf(callers);
        this.watch = watch;
        this.window = new MeasurementWindow(watch);
        this.tickets = new Tickets(warmup, amount, window);
        this.tallies = Stream.generate(Tally::new).limit(lanes).toArray(Tally[]::new);
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
            goOn(caller, outcome, at);
        });
    }

    private void count(Connection caller, boolean measured, RequestOutcome outcome, int status, long start, long at) {
        window.departed(outcome);
        if (measured) {
            Tally tally = tallies[caller.lane().index()];
            tally.add(outcome, status, at - start, at);
            tally.trace(caller.trace(), at - start);
        }
    }

    private void goOn(Connection caller, RequestOutcome outcome, long now) {
        if (!outcome.isNoConnection()) {
            outage.over();
            next(caller);
            return;
        }
        outage.failed(now, caller.failure()).ifPresent(this::stop);
        // Otherwise a short outage of the target would use up the rest of the level.
        long pause = FIRST_PAUSE_MILLIS << Math.min(MAX_DOUBLINGS, caller.failuresInARow() - 1);
        caller.lane().loop().schedule(() -> end.guard(() -> next(caller)), pause, TimeUnit.MILLISECONDS);
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
                sum, window.nanos(), window.departures(), window.successes(), health, 0, 0, stopped, outage.reason());
    }
}

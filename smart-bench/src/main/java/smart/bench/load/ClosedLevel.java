package smart.bench.load;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The closed model: each of a number of callers sends its next request when its last one is over. So the number in
 * progress is kept from the first request of the warm-up until the last measured one is sent.
 */
final class ClosedLevel implements Level, Connection.Listener {
    /** That many connections refused in a row, and more than there are callers: nobody is there any more. */
    private static final int DEAD_AFTER_REFUSALS = 100;

    private final List<Connection> callers;
    private final GeneratorWatch watch;
    private final Window window;
    private final Tickets tickets;
    private final Tally[] tallies;
    private final AtomicInteger active;
    private final AtomicInteger refusedInARow = new AtomicInteger();
    private final CompletableFuture<Measurement> done = new CompletableFuture<>();
    private volatile @Nullable String stopped;

    ClosedLevel(List<Connection> callers, int lanes, Amount warmup, Amount amount, GeneratorWatch watch) {
        this.callers = List.copyOf(callers);
        this.watch = watch;
        this.window = new Window(watch);
        this.tickets = new Tickets(warmup, amount, window);
        this.tallies = Stream.generate(Tally::new).limit(lanes).toArray(Tally[]::new);
        this.active = new AtomicInteger(callers.size());
    }

    void start() {
        callers.forEach(caller -> caller.lane().loop().execute(() -> next(caller)));
    }

    @Override
    public CompletableFuture<Measurement> done() {
        return done;
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
                caller.abort(Outcome.UNFINISHED);
            }
        }));
    }

    @Override
    public void done(Connection caller, boolean measured, Outcome outcome, int status, long start, long end) {
        window.departed(outcome);
        if (measured) {
            tallies[caller.lane().index()].add(outcome, status, end - start);
        }
        if (!outcome.isNoConnection()) {
            refusedInARow.set(0);
        } else if (refusedInARow.incrementAndGet() == Math.max(DEAD_AFTER_REFUSALS, 2 * callers.size())) {
            stop("the target no longer accepts connections");
        }
        next(caller);
    }

    private void next(Connection caller) {
        long now = System.nanoTime();
        Tickets.Ticket ticket = tickets.take(now);
        if (ticket != Tickets.Ticket.NONE) {
            caller.send(now, now, ticket == Tickets.Ticket.MEASURED, this);
        } else if (active.decrementAndGet() == 0) {
            done.complete(measurement());
        }
    }

    private Measurement measurement() {
        Tally sum = new Tally();
        for (Tally tally : tallies) {
            sum.add(tally);
        }
        return new Measurement(
                sum, window.nanos(), window.departures(), window.successes(), watch.health(), 0, 0, stopped);
    }
}

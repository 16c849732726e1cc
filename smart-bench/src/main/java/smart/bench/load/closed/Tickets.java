package smart.bench.load.closed;

import smart.bench.load.measure.Amount;
import smart.bench.load.measure.MeasurementWindow;

/**
 * Grants the right to send a request: first for the warm-up, then without a pause for the measurement, then none.
 * Thread-safe.
 */
final class Tickets {

    /** The kind of the next request. */
    enum Ticket {
        WARM_UP,
        MEASURED,
        NONE
    }

    private final Amount warmup;
    private final Amount amount;
    private final MeasurementWindow window;

    // Guarded by this.
    private long warmupBegin;
    private long warmupTaken;
    private long measuredTaken;

    Tickets(Amount warmup, Amount amount, MeasurementWindow window) {
        this.warmup = warmup;
        this.amount = amount;
        this.window = window;
    }

    /** The next ticket; {@code now} is {@link System#nanoTime}. */
    synchronized Ticket take(long now) {
        if (window.isClosed()) {
            return Ticket.NONE;
        }
        if (measuredTaken == 0) {
            if (warmupTaken == 0) {
                warmupBegin = now;
            }
            if (share(warmup, warmupTaken, now - warmupBegin) < 1) {
                warmupTaken++;
                return Ticket.WARM_UP;
            }
            window.open(now);
        }
        if (share(amount, measuredTaken, now - window.begin()) >= 1) {
            window.close(now);
            return Ticket.NONE;
        }
        measuredTaken++;
        return Ticket.MEASURED;
    }

    /** The progress of warm-up and measurement, from 0 to 1. */
    synchronized double progress(long now) {
        if (warmupTaken == 0 && measuredTaken == 0) {
            return 0;
        }
        boolean measuring = measuredTaken > 0;
        double done = measuring
                ? share(amount, measuredTaken, now - window.begin())
                : share(warmup, warmupTaken, now - warmupBegin);
        double warmupPart = weight(warmup) / (weight(warmup) + weight(amount));
        double progress = measuring ? warmupPart + (1 - warmupPart) * done : warmupPart * done;
        return Math.min(1, progress);
    }

    private static double share(Amount of, long taken, long nanos) {
        if (of instanceof Amount.Requests requests) {
            return requests.count() == 0 ? 1 : (double) taken / requests.count();
        }
        return (double) nanos / ((Amount.Time) of).duration().toNanos();
    }

    /** Only amounts of the same kind can be compared; a warm-up of another kind counts as a tenth. */
    private double weight(Amount of) {
        if (warmup.getClass() != amount.getClass()) {
            return of == amount ? 0.9 : 0.1;
        }
        return of instanceof Amount.Requests requests
                ? requests.count()
                : ((Amount.Time) of).duration().toNanos();
    }
}

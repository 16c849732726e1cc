package smart.mock.journal;

import org.jspecify.annotations.Nullable;
import smart.mock.reply.Fault;
import smart.mock.reply.Reply;

/** The entry of one request in the journal. The outcome is guarded by the journal's lock. */
public final class Note {
    private final long nanos;
    private final Arrival arrival;
    private final int status;
    private final @Nullable Fault fault;
    private final int memory;
    private Delivery outcome = Delivery.PENDING;

    /** Keeps nothing else of the reply, which may be large, and one request's own. */
    Note(long nanos, Arrival arrival, Reply reply, int memory) {
        this.nanos = nanos;
        this.arrival = arrival;
        this.status = reply.statusSent();
        this.fault = reply.fault();
        this.memory = memory;
    }

    long nanos() {
        return nanos;
    }

    Arrival arrival() {
        return arrival;
    }

    int memory() {
        return memory;
    }

    Delivery outcome() {
        return outcome;
    }

    void outcome(Delivery decided) {
        outcome = decided;
    }

    /** As it was when its outcome was {@code seen}. */
    JournalEntry entry(Delivery seen) {
        return new JournalEntry(
                Journal.seconds(nanos),
                arrival.method(),
                arrival.path(),
                arrival.query(),
                arrival.headers(),
                arrival.body().text(),
                arrival.body().size(),
                status,
                fault,
                seen);
    }
}

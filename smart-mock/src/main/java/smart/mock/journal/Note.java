package smart.mock.journal;

import smart.mock.reply.Reply;

/** The entry of one request in the journal. The outcome is guarded by the journal's lock. */
public final class Note {
    private final long nanos;
    private final Arrival arrival;
    private final Reply reply;
    private final int memory;
    private Delivery outcome = Delivery.PENDING;

    Note(long nanos, Arrival arrival, Reply reply, int memory) {
        this.nanos = nanos;
        this.arrival = arrival;
        this.reply = reply;
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
                reply.statusSent(),
                reply.fault(),
                seen);
    }
}

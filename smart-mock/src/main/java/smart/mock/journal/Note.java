package smart.mock.journal;

import smart.mock.reply.Reply;

/** One request's place in the journal. The outcome is guarded by the journal's lock. */
public final class Note {
    private final long nanos;
    private final Arrival arrival;
    private final Reply reply;
    private Outcome outcome = Outcome.PENDING;

    Note(long nanos, Arrival arrival, Reply reply) {
        this.nanos = nanos;
        this.arrival = arrival;
        this.reply = reply;
    }

    long nanos() {
        return nanos;
    }

    Outcome outcome() {
        return outcome;
    }

    void outcome(Outcome decided) {
        outcome = decided;
    }

    JournalEntry entry() {
        return new JournalEntry(
                Journal.seconds(nanos),
                arrival.method(),
                arrival.path(),
                arrival.query(),
                arrival.headers(),
                reply.statusSent(),
                reply.fault(),
                outcome);
    }
}

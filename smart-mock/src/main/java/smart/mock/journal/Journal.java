package smart.mock.journal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import smart.mock.reply.Reply;

/**
 * The requests since a scenario was set: the arrival times of the last ones, and of fewer the heads and outcomes. Thread-safe; bounded in memory.
 */
public final class Journal {
    private final LongSupplier nanoClock;
    private final long startNanos;
    private final int detailCapacity;

    // Guarded by this.
    private final LongRing times;
    private final ArrayDeque<Note> notes = new ArrayDeque<>();
    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private long lastNanos;

    /** An empty journal, whose clock starts now. */
    public Journal(JournalSize size, LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.startNanos = nanoClock.getAsLong();
        this.detailCapacity = size.details();
        this.times = new LongRing(size.times());
    }

    /** Notes a request that arrives now. */
    public synchronized Note arrived(Arrival arrival, Reply reply) {
        // Strictly ascending, so that "later than the last one I saw" misses none and repeats none.
        lastNanos = Math.max(lastNanos + 1, nanoClock.getAsLong() - startNanos);
        times.add(lastNanos);
        var note = new Note(lastNanos, arrival, reply);
        notes.addLast(note);
        if (notes.size() > detailCapacity) {
            notes.removeFirst();
        }
        outcomes.merge(Outcome.PENDING, 1L, Long::sum);
        notifyAll();
        return note;
    }

    /** Decides a request's outcome. Only the first call for a note counts. */
    public synchronized void settle(Note note, Outcome outcome) {
        if (note.outcome() != Outcome.PENDING) {
            return;
        }
        note.outcome(outcome);
        outcomes.merge(Outcome.PENDING, -1L, Long::sum);
        outcomes.merge(outcome, 1L, Long::sum);
        notifyAll();
    }

    /** The arrival times, oldest first, in nanoseconds since the start: of those later than {@code since}, the first {@code limit}. */
    public synchronized long[] times(long sinceNanos, int limit) {
        return times.above(sinceNanos, limit);
    }

    /** The entries with their details, oldest first: of those later than {@code since}, the first {@code limit}. */
    public synchronized List<JournalEntry> entries(long sinceNanos, int limit) {
        return notes.stream()
                .filter(note -> note.nanos() > sinceNanos)
                .limit(limit)
                .map(Note::entry)
                .toList();
    }

    /** All entries with their details, oldest first. */
    public List<JournalEntry> entries() {
        return entries(-1, Integer.MAX_VALUE);
    }

    /** How many requests arrived, kept or not. */
    public synchronized long total() {
        return times.added();
    }

    /** How many arrival times fell out. */
    public synchronized long dropped() {
        return times.dropped();
    }

    /** How many details fell out. */
    public synchronized long droppedDetails() {
        return times.added() - notes.size();
    }

    /** How many requests had each outcome, those that fell out among them. */
    public synchronized Map<Outcome, Long> outcomes() {
        var counts = new EnumMap<Outcome, Long>(Outcome.class);
        for (var outcome : Outcome.values()) {
            counts.put(outcome, outcomes.getOrDefault(outcome, 0L));
        }
        return counts;
    }

    /** Waits until the entries are as wanted, which is asked after each arrival and outcome; returns whether they are. */
    public boolean await(Predicate<List<JournalEntry>> wanted, Duration atMost) throws InterruptedException {
        return await(() -> wanted.test(entries()), atMost);
    }

    /** Waits until at least {@code requests} arrived and none is pending; returns whether that is so. */
    public boolean awaitSettled(long requests, Duration atMost) throws InterruptedException {
        return await(() -> times.added() >= requests && outcomes.getOrDefault(Outcome.PENDING, 0L) == 0, atMost);
    }

    private synchronized boolean await(BooleanSupplier wanted, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!wanted.getAsBoolean()) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    static double seconds(long nanos) {
        return nanos / 1e9;
    }
}

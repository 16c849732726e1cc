package smart.mock.journal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import smart.mock.reply.Reply;

/**
 * The requests since a scenario was set: the arrival times of the newest ones, and the details of fewer. Thread-safe;
 * bounded in memory. The lock is held only briefly; results are built outside it.
 */
public final class Journal {
    private final LongSupplier nanoClock;
    private final long startNanos;
    private final JournalSize size;

    // Guarded by this.
    private final LongRing times;
    private final ArrayDeque<Note> notes = new ArrayDeque<>();
    private final Map<Delivery, Long> outcomes = new EnumMap<>(Delivery.class);
    private long lastNanos;
    private long memory;
    private long changes;

    /** An empty journal, whose clock starts now. */
    public Journal(JournalSize size, LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.startNanos = nanoClock.getAsLong();
        this.size = size;
        this.times = new LongRing(size.times());
    }

    /**
     * A time on the journal's own clock, which starts with the journal.
     *
     * @param nanos the time on the clock that the journal was given
     */
    public long sinceStart(long nanos) {
        return nanos - startNanos;
    }

    /** Records a request that arrives now. */
    public Note arrived(Arrival arrival, Reply reply) {
        return arrived(arrival, arrival.memory(), reply);
    }

    private synchronized Note arrived(Arrival arrival, int bytes, Reply reply) {
        // Strictly ascending, so that "later than the last one I saw" neither misses nor repeats an entry.
        lastNanos = Math.max(lastNanos + 1, sinceStart(nanoClock.getAsLong()));
        times.add(lastNanos);
        var note = new Note(lastNanos, arrival, reply, bytes);
        keep(note);
        outcomes.merge(Delivery.PENDING, 1L, Long::sum);
        changed();
        return note;
    }

    /** The newest is always kept. */
    private void keep(Note note) {
        notes.addLast(note);
        memory += note.memory();
        while (notes.size() > 1 && (notes.size() > size.details() || memory > size.memory())) {
            memory -= notes.removeFirst().memory();
        }
    }

    private void changed() {
        changes++;
        notifyAll();
    }

    /** Decides a request's outcome. Only the first call for a note counts. */
    public synchronized void settle(Note note, Delivery outcome) {
        if (note.outcome() != Delivery.PENDING) {
            return;
        }
        note.outcome(outcome);
        outcomes.merge(Delivery.PENDING, -1L, Long::sum);
        outcomes.merge(outcome, 1L, Long::sum);
        changed();
    }

    /** The arrival times, oldest first, in nanoseconds since the start: of those later than {@code since}, the first {@code limit}. */
    public synchronized long[] times(long sinceNanos, int limit) {
        return times.above(sinceNanos, limit);
    }

    /** The entries with their details, oldest first: of those later than {@code since}, the first {@code limit}. */
    public Stream<JournalEntry> entries(long sinceNanos, int limit) {
        return seen().stream()
                .filter(seen -> seen.note().nanos() > sinceNanos)
                .limit(limit)
                .map(Seen::entry);
    }

    /** All entries with their details, oldest first. */
    public List<JournalEntry> entries() {
        return entries(-1, Integer.MAX_VALUE).toList();
    }

    /** The entries that {@code match} fits, oldest first. */
    public List<JournalEntry> entries(Match match) {
        return fitting(match).map(Seen::entry).toList();
    }

    /** How many of the entries {@code match} fits. */
    public long count(Match match) {
        return fitting(match).count();
    }

    private Stream<Seen> fitting(Match match) {
        return seen().stream().filter(seen -> match.fits(seen.note().arrival()));
    }

    private synchronized List<Seen> seen() {
        return notes.stream().map(note -> new Seen(note, note.outcome())).toList();
    }

    /** A note and its outcome at one moment. */
    private record Seen(Note note, Delivery outcome) {
        JournalEntry entry() {
            return note.entry(outcome);
        }
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

    /** The number of requests with each outcome, including those no longer kept. */
    public synchronized Map<Delivery, Long> outcomes() {
        var counts = new EnumMap<Delivery, Long>(Delivery.class);
        for (var outcome : Delivery.values()) {
            counts.put(outcome, outcomes.getOrDefault(outcome, 0L));
        }
        return counts;
    }

    /** Waits until the condition holds, which is checked after each arrival and outcome; returns whether it does. */
    public boolean await(Predicate<List<JournalEntry>> wanted, Duration atMost) throws InterruptedException {
        return await(() -> wanted.test(entries()), atMost);
    }

    /** Waits until at least {@code requests} arrived and none is pending; returns whether that is so. */
    public boolean awaitSettled(long requests, Duration atMost) throws InterruptedException {
        return await(() -> isSettled(requests), atMost);
    }

    private synchronized boolean isSettled(long requests) {
        return times.added() >= requests && outcomes.getOrDefault(Delivery.PENDING, 0L) == 0;
    }

    private boolean await(BooleanSupplier wanted, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            long before = changes();
            if (wanted.getAsBoolean()) {
                return true;
            }
            if (!awaitChange(before, deadline)) {
                return false;
            }
        }
    }

    private synchronized long changes() {
        return changes;
    }

    private synchronized boolean awaitChange(long before, long deadline) throws InterruptedException {
        while (changes == before) {
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

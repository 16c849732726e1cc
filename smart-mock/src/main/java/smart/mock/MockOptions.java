package smart.mock;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import smart.mock.journal.JournalSize;
import smart.mock.reply.Fault;
import smart.mock.wire.Overload;
import smart.mock.wire.send.Pace;

/**
 * The options of a mock. Immutable; use {@link #defaults()} and the {@code with} methods. A value out of range is an
 * {@link IllegalArgumentException} that says what is allowed.
 *
 * @param seed of the random behaviour and of a scenario's distributions; the same seed gives the same replies in the same
 *     order, from the start and from each scenario
 * @param journal the size of the journal
 * @param overload the capacity of the backend
 * @param faults the share of each fault in the random behaviour, 0 to 1, no more than 1 together
 * @param pace the times of the slow faults
 */
public record MockOptions(long seed, JournalSize journal, Overload overload, Map<Fault, Double> faults, Pace pace) {
    /** Checks the shares of the faults. */
    public MockOptions {
        double sum = 0;
        for (var share : faults.entrySet()) {
            if (share.getValue() < 0 || share.getValue() > 1) {
                throw new IllegalArgumentException(
                        "the rate of fault " + share.getKey().wireName() + " is 0% to 100%");
            }
            sum += share.getValue();
        }
        if (sum > 1 + 1e-9) {
            throw new IllegalArgumentException("the rates of all faults together are at most 100%");
        }
        // Always in the order of the enum, since the replies of a seed depend on it.
        var ordered = new EnumMap<Fault, Double>(Fault.class);
        ordered.putAll(faults);
        faults = Collections.unmodifiableMap(ordered);
    }

    /** A fresh seed, a journal of a million requests, no overload, no faults. */
    public static MockOptions defaults() {
        return new MockOptions(
                System.nanoTime(), new JournalSize(1_000_000, 50_000), Overload.NONE, Map.of(), Pace.USUAL);
    }

    /** These options with a seed. */
    public MockOptions withSeed(long other) {
        return new MockOptions(other, journal, overload, faults, pace);
    }

    /** These options with a journal of {@code times} arrival times and the details of {@code details} requests. */
    public MockOptions withJournal(int times, int details) {
        return withJournal(new JournalSize(times, details, journal.memory(), journal.body()));
    }

    /** These options with another journal. */
    public MockOptions withJournal(JournalSize other) {
        return new MockOptions(seed, other, overload, faults, pace);
    }

    /** These options with a backend that serves {@code capacity} requests at a time and queues {@code queue}. */
    public MockOptions withCapacity(int capacity, int queue) {
        return new MockOptions(seed, journal, new Overload(capacity, queue), faults, pace);
    }

    /** These options with these shares of faults in the random behaviour. */
    public MockOptions withFaults(Map<Fault, Double> other) {
        return new MockOptions(seed, journal, overload, other, pace);
    }

    /** These options with another pause between the bytes of {@code drip}. */
    public MockOptions withDripInterval(Duration drip) {
        return new MockOptions(seed, journal, overload, faults, new Pace(drip, pace.hold()));
    }

    /** These options with another time that {@code stall} holds the connection. */
    public MockOptions withStallHold(Duration hold) {
        return new MockOptions(seed, journal, overload, faults, new Pace(pace.drip(), hold));
    }
}

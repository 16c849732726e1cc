package smart.mock.scenario;

import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import smart.mock.journal.Arrival;
import smart.mock.journal.Journal;
import smart.mock.journal.JournalSize;
import smart.mock.reply.Fault;
import smart.mock.reply.Reply;

/**
 * The current behaviour and its journal, which are replaced together. Thread-safe: each request takes its own entry,
 * exactly once, in the order of the journal.
 */
public final class Stage {
    private final Supplier<RandomGenerator> random;
    private final Map<Fault, Double> faultRates;
    private final JournalSize journalSize;
    private final LongSupplier nanoClock;

    // Guarded by this.
    private RandomReplies randomReplies;
    private Play play;
    private Journal journal;

    /**
     * A stage with the random behaviour and an empty journal.
     *
     * @param random returns a generator that begins its sequence, always the same one
     */
    public Stage(
            Supplier<RandomGenerator> random,
            Map<Fault, Double> faultRates,
            JournalSize journalSize,
            LongSupplier nanoClock) {
        this.random = random;
        this.faultRates = faultRates;
        this.randomReplies = new RandomReplies(random.get(), faultRates);
        this.journalSize = journalSize;
        this.nanoClock = nanoClock;
        this.play = new PlainPlay(Scenario.NONE, randomReplies);
        this.journal = new Journal(journalSize, nanoClock);
    }

    /**
     * Starts a behaviour with an empty journal, and the random sequence from its beginning, so that a seed makes a scenario
     * repeatable. Earlier calls keep their replies and journal.
     *
     * @throws IllegalArgumentException if it is a scenario for all requests that passes some on to a next stub
     */
    public synchronized void set(Behaviour behaviour) {
        var fromTheStart = new RandomReplies(random.get(), faultRates);
        play = behaviour instanceof Stubs stubs
                ? new StubScripts(stubs, fromTheStart)
                : new PlainPlay((Scenario) behaviour, fromTheStart);
        randomReplies = fromTheStart;
        journal = new Journal(journalSize, nanoClock);
    }

    /** Ends the scenario and returns to the random behaviour. The journal continues. */
    public synchronized void end() {
        play = new PlainPlay(Scenario.NONE, randomReplies);
    }

    /** The next reply, for the request that arrives now. */
    public synchronized DrawnReply take(Arrival arrival) {
        var reply = play.next(arrival);
        return new DrawnReply(reply, randomReplies.draw(reply.delay()), journal, journal.arrived(arrival, reply));
    }

    /** The 404 for a request that fits no stub; null, and nothing is taken, if there is another reply for it. */
    public synchronized @Nullable DrawnReply takeUnmatched(Arrival arrival) {
        return play.isMatched(arrival) ? null : take(arrival);
    }

    /** Records a request that gets {@code reply} and takes no entry. */
    public synchronized DrawnReply refuse(Arrival arrival, Reply reply) {
        return new DrawnReply(reply, 0, journal, journal.arrived(arrival, reply));
    }

    /** The current journal. */
    public synchronized Journal journal() {
        return journal;
    }

    /** How far the current scenario has come. */
    public synchronized ScenarioState state() {
        return play.state();
    }
}

package smart.mock.scenario;

import smart.mock.journal.Arrival;
import smart.mock.reply.Reply;

/** The state of a running behaviour. Guarded by its stage. */
interface Play {
    /** The reply for the request that arrives now. */
    Reply next(Arrival arrival);

    /** Whether that is an entry of it, or what follows its entries, and not the 404 for a request that fits no stub. */
    boolean isMatched(Arrival arrival);

    /** How far it has come. */
    ScenarioState state();
}

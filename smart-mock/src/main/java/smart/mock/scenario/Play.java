package smart.mock.scenario;

import smart.mock.journal.Arrival;
import smart.mock.reply.Reply;

/** A behaviour in the course of being played. Guarded by the stage that owns it. */
interface Play {
    /** The reply for the request that arrives now. */
    Reply next(Arrival arrival);

    /** How far it has come. */
    ScenarioState state();
}

package smart.mock.scenario;

import smart.mock.journal.Arrival;
import smart.mock.reply.Reply;

/** One script for all requests. Guarded by its stage. */
record PlainPlay(Script script) implements Play {
    PlainPlay(Scenario scenario, RandomReplies randomReplies) {
        this(new Script(scenario.forAll(), randomReplies));
    }

    @Override
    public Reply next(Arrival arrival) {
        return script.next();
    }

    @Override
    public boolean isMatched(Arrival arrival) {
        return true;
    }

    @Override
    public ScenarioState state() {
        return script.state();
    }
}

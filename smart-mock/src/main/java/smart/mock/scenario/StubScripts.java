package smart.mock.scenario;

import java.util.List;
import smart.mock.journal.Arrival;
import smart.mock.journal.Match;
import smart.mock.reply.Problem;
import smart.mock.reply.Reply;

/** The state of running stubs. Guarded by their stage. */
final class StubScripts implements Play {
    private final List<StubScript> scripts;
    private long unmatched;

    StubScripts(Stubs stubs, RandomReplies randomReplies) {
        scripts = stubs.stubs().stream()
                .map(stub -> new StubScript(stub.match(), new Script(stub.scenario(), randomReplies)))
                .toList();
    }

    private record StubScript(Match match, Script script) {
        boolean takes(Arrival arrival) {
            return !script.isOver() && match.fits(arrival);
        }
    }

    @Override
    public Reply next(Arrival arrival) {
        for (var stub : scripts) {
            if (stub.takes(arrival)) {
                return stub.script().next();
            }
        }
        unmatched++;
        return notFound(arrival);
    }

    /** With what the mock saw, since often a stub was meant to fit. */
    private static Reply notFound(Arrival arrival) {
        var seen = arrival.method() + " " + arrival.path();
        return new Problem(404, "No stub matches", "The scenario has no stub for " + seen + ".").reply();
    }

    @Override
    public boolean isMatched(Arrival arrival) {
        return scripts.stream().anyMatch(stub -> stub.takes(arrival));
    }

    @Override
    public ScenarioState state() {
        var states = scripts.stream().map(stub -> stub.script().state()).toList();
        return new ScenarioState.OfStubs(states, unmatched);
    }
}

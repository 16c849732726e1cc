package smart.mock.scenario;

import smart.mock.reply.Problem;
import smart.mock.reply.Reply;

/** A running scenario, that of a stub or of all requests. Guarded by its stage. */
final class Script {
    private static final Reply UNEXPECTED =
            new Problem(500, "Scenario used up", "The scenario has no entry for this request.").reply();

    private final Scenario scenario;
    private final RandomReplies randomReplies;
    private long taken;

    Script(Scenario scenario, RandomReplies randomReplies) {
        this.scenario = scenario;
        this.randomReplies = randomReplies;
    }

    /** Whether it has no reply for a request, and passes it to the next stub; never without stubs. */
    boolean isOver() {
        return scenario.then() == UsedUp.NEXT && taken >= scenario.entries().size();
    }

    /** Not if it {@link #isOver()}. */
    Reply next() {
        var entries = scenario.entries();
        long turn = taken++;
        if (turn < entries.size()) {
            return entries.get((int) turn);
        }
        return switch (scenario.then()) {
            case REPEAT -> entries.get((int) (turn % entries.size()));
            case LAST -> entries.get(entries.size() - 1);
            case RANDOM -> randomReplies.next();
            case FAIL -> UNEXPECTED;
            case NEXT -> throw new IllegalStateException("the next stub has its turn");
        };
    }

    ScenarioState.Plain state() {
        int size = scenario.entries().size();
        return new ScenarioState.Plain(size, Math.max(0, size - taken), taken, scenario.then());
    }
}

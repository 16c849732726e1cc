package smart.mock.scenario;

import smart.mock.reply.Reply;

/** A scenario in the course of being played. Guarded by the stage that owns it. */
final class Script {
    private static final Reply UNEXPECTED = Reply.of(
                    "{\"title\": \"Scenario used up\", \"status\": 500, \"detail\": \"The scenario has no entry for this request.\"}",
                    500,
                    0)
            .as("application/problem+json");

    private final Scenario scenario;
    private final RandomReplies randomReplies;
    private long taken;

    Script(Scenario scenario, RandomReplies randomReplies) {
        this.scenario = scenario;
        this.randomReplies = randomReplies;
    }

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
        };
    }

    ScenarioState state() {
        int size = scenario.entries().size();
        return new ScenarioState(size, Math.max(0, size - taken), taken, scenario.then());
    }
}

package smart.mock.scenario;

import java.util.List;
import smart.mock.journal.Match;
import smart.mock.reply.Reply;

/**
 * A scenario for some of the requests. Immutable.
 *
 * @param match which requests take its entries
 * @param scenario what they get
 */
public record Stub(Match match, Scenario scenario) {
    /** These replies for matching requests, one each, then the last one for ever. */
    public static Stub of(Match match, Reply... replies) {
        return new Stub(match, new Scenario(List.of(replies), UsedUp.LAST));
    }

    /** This stub with another {@code then}. */
    public Stub then(UsedUp other) {
        return new Stub(match, new Scenario(scenario.entries(), other));
    }
}

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
    /** These replies for the requests that {@code match} fits, one each, then the last of them for ever. */
    public static Stub of(Match match, Reply... replies) {
        return new Stub(match, new Scenario(List.of(replies), UsedUp.LAST));
    }

    /** This stub, with something else after its last entry. */
    public Stub then(UsedUp other) {
        return new Stub(match, new Scenario(scenario.entries(), other));
    }
}

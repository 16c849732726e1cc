package smart.mock.scenario;

import java.util.List;
import smart.mock.reply.Reply;

/** How the backend behaves: one scenario for all requests, or stubs with a scenario each. Immutable. */
public sealed interface Behaviour permits Scenario, Stubs {
    /** All its entries, in the order in which they are written. */
    List<Reply> entries();
}

package smart.mock.scenario;

import java.util.List;
import smart.mock.reply.Reply;

/** The behaviour of the backend: one scenario for all requests, or stubs with their own scenarios. Immutable. */
public sealed interface Behaviour permits Scenario, Stubs {
    /** All its entries, in the order in which they are written. */
    List<Reply> entries();
}

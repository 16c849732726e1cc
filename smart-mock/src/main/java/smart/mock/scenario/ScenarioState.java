package smart.mock.scenario;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a scenario has come.
 *
 * @param entries how many it has; with stubs, all of them together, as in the next two
 * @param left how many of them no request has taken yet
 * @param taken how many requests took a reply since it was set, entries and what follows them
 * @param then what follows the last entry; null with stubs, of which each has its own
 * @param stubs each stub's own; none in a plain scenario
 * @param unmatched how many requests no stub fitted
 */
public record ScenarioState(
        int entries, long left, long taken, @Nullable UsedUp then, List<ScenarioState> stubs, long unmatched) {}

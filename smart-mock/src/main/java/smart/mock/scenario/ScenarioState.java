package smart.mock.scenario;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a scenario.
 *
 * @param entries the number of its entries; with stubs the total, like the next two
 * @param left the number of entries that no request has taken yet
 * @param taken the number of requests that took a reply since it was set, from entries or what follows them
 * @param then what follows the last entry; null with stubs, since each has its own
 * @param stubs each stub's own; none in a plain scenario
 * @param unmatched the number of requests that matched no stub
 */
public record ScenarioState(
        int entries, long left, long taken, @Nullable UsedUp then, List<ScenarioState> stubs, long unmatched) {}

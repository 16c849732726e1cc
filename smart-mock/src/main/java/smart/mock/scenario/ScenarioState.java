package smart.mock.scenario;

/**
 * How far a scenario has come.
 *
 * @param entries how many it has
 * @param left how many of them no request has taken yet
 * @param taken how many requests took a reply since it was set, entries and what follows them
 * @param then what follows the last entry
 */
public record ScenarioState(int entries, long left, long taken, UsedUp then) {}

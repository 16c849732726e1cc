package smart.service.admin.console.watch;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import smart.service.admin.console.state.State;
import smart.service.admin.console.state.State.Rule;

/**
 * Tracks since when each state holds. A problem that ends stays for a few seconds, so that one that comes and goes
 * remains one state. Not thread-safe.
 */
public final class StatusHysteresis {
    private static final long HOLD_MILLIS = 5000;

    private final Map<Rule, Held> held = new EnumMap<>(Rule.class);

    private record Held(State state, long since, long lastSeen) {}

    /**
     * A state that is shown.
     *
     * @param since when it began, in milliseconds since the epoch
     */
    public record Seen(State state, long since) {}

    /**
     * Takes the states {@code judged} at a time in milliseconds since the epoch. Returns the states to show, the worst
     * first.
     */
    List<Seen> see(List<State> judged, long now) {
        for (State state : judged) {
            Held before = held.get(state.rule());
            held.put(state.rule(), new Held(state, before == null ? now : before.since(), now));
        }
        held.values()
                .removeIf(one -> one.lastSeen() < now
                        && (!one.state().level().isWrong() || now - one.lastSeen() >= HOLD_MILLIS));
        boolean wrong =
                held.values().stream().anyMatch(one -> one.state().level().isWrong());
        return held.values().stream()
                .filter(one -> !wrong || one.state().level().isWrong())
                .map(one -> new Seen(one.state(), one.since()))
                .sorted(Comparator.comparing(Seen::state, State.WORST_FIRST))
                .toList();
    }
}

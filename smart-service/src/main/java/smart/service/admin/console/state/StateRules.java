package smart.service.admin.console.state;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import smart.service.admin.console.state.State.Cause;
import smart.service.admin.console.state.State.Level;
import smart.service.admin.console.state.State.Rule;

/**
 * Finds the states of the service: all rules that apply, the worst level first, and within a level in the order of the
 * rules, which begins with the worst for callers. {@link AlertThreshold} has their figures. {@code docs/operations.md}
 * has the same list: change both.
 */
public final class StateRules {
    private static final List<Function<StatusInput, @Nullable State>> RULES = List.of(
            OwnRules::internalErrors,
            BackendRules::failing,
            CallRules::failing,
            CallRules::refusing,
            CallRules::slow,
            OwnRules::errorLog,
            OwnRules::notReady,
            OwnRules::draining,
            BackendRules::slow,
            BackendRules::errors,
            CallRules::gone,
            CallRules::nearLimit,
            CallRules::portNearlyFull,
            OwnRules::connections,
            BackendRules::hedgingBudget,
            OwnRules::notesDropped,
            AfterRules::recovering,
            CallRules::silent);

    private static final Set<Rule> SAY_MORE_THAN_RECOVERING = EnumSet.of(
            Rule.INTERNAL_ERRORS,
            Rule.BACKEND_FAILING,
            Rule.CALLS_FAILING,
            Rule.REFUSING,
            Rule.CALLS_SLOW,
            Rule.BACKEND_SLOW,
            Rule.BACKEND_ERRORS,
            Rule.CALLERS_GONE,
            Rule.HEDGING_BUDGET);

    /** Rules whose message is implied by another rule that applies. */
    private static final Map<Rule, Set<Rule>> SAID_BY = new EnumMap<>(Map.of(
            Rule.CALLS_FAILING, Set.of(Rule.BACKEND_FAILING),
            Rule.BACKEND_ERRORS, Set.of(Rule.BACKEND_FAILING, Rule.CALLS_FAILING),
            Rule.BACKEND_SLOW, Set.of(Rule.CALLS_SLOW),
            Rule.NEAR_LIMIT, Set.of(Rule.REFUSING),
            Rule.RECOVERING, SAY_MORE_THAN_RECOVERING,
            Rule.NO_TRAFFIC, Set.of(Rule.values())));

    private StateRules() {}

    /** Returns at least one state: "healthy" is one. */
    public static List<State> judge(StatusInput input) {
        List<State> all = RULES.stream()
                .map(rule -> rule.apply(input))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        List<State> states = new ArrayList<>(all.stream()
                .filter(state -> all.stream().noneMatch(other -> isSaidBy(state, other)))
                .sorted(State.WORST_FIRST)
                .toList());
        if (states.isEmpty()) {
            State recovered = AfterRules.recovered(input);
            states.add(
                    recovered != null
                            ? recovered
                            : new State(Rule.HEALTHY, Level.OK, List.of(StatusWording.inFlight(input)), Cause.NONE));
        }
        return List.copyOf(states);
    }

    private static boolean isSaidBy(State state, State other) {
        return !state.equals(other)
                && SAID_BY.getOrDefault(state.rule(), Set.of()).contains(other.rule());
    }
}

package smart.service.admin.console.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import smart.service.admin.console.state.State;
import smart.service.admin.console.state.State.Cause;
import smart.service.admin.console.state.State.Level;
import smart.service.admin.console.state.State.Rule;
import smart.service.admin.console.watch.StatusHysteresis.Seen;

final class StatusHysteresisTest {
    private final StatusHysteresis watch = new StatusHysteresis();

    @Test
    void aStateKeepsItsBeginningWhileItsFiguresChange() {
        see(0, Rule.HEALTHY);
        see(1000, Rule.REFUSING);

        List<Seen> shown =
                watch.see(List.of(new State(Rule.REFUSING, Level.BAD, "Refusing 40 %", List.of(), Cause.LIMIT)), 2000);

        assertThat(shown.get(0).state().title()).isEqualTo("Refusing 40 %");
        assertThat(shown.get(0).since()).isEqualTo(1000);
    }

    @Test
    void aStateThatComesAndGoesIsOne() {
        see(0, Rule.HEALTHY);
        see(1000, Rule.BACKEND_SLOW);
        assertThat(see(2000, Rule.HEALTHY)).containsExactly("BACKEND_SLOW 1000");
        see(3000, Rule.BACKEND_SLOW);
        assertThat(see(7999, Rule.HEALTHY)).containsExactly("BACKEND_SLOW 1000");
        assertThat(see(8000, Rule.HEALTHY)).containsExactly("HEALTHY 7999");
    }

    @Test
    void severalAtOnceAreAllShownTheWorstFirst() {
        assertThat(see(0, Rule.DRAINING)).containsExactly("DRAINING 0");
        assertThat(see(1000, Rule.DRAINING, Rule.BACKEND_SLOW)).containsExactly("DRAINING 0", "BACKEND_SLOW 1000");
        assertThat(see(2000, Rule.REFUSING, Rule.DRAINING))
                .containsExactly("REFUSING 2000", "DRAINING 0", "BACKEND_SLOW 1000");
    }

    private List<String> see(long now, Rule... rules) {
        List<State> states = Arrays.stream(rules)
                .map(rule -> new State(
                        rule, rule == Rule.HEALTHY ? Level.OK : Level.WARN, rule.name(), List.of(), Cause.NONE))
                .toList();
        return watch.see(states, now).stream()
                .map(seen -> seen.state().rule() + " " + seen.since())
                .toList();
    }
}

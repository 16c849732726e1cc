package smart.service.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import smart.service.admin.console.State.Cause;
import smart.service.admin.console.State.Level;
import smart.service.admin.console.State.Rule;

final class StateWatchTest {
    private final StateWatch watch = new StateWatch();

    @Test
    void aStateKeepsItsBeginningWhileItsFiguresChange() {
        see(Rule.HEALTHY, Level.OK, 0);
        see(Rule.REFUSING, Level.BAD, 1000);

        State shown = watch.see(new State(Rule.REFUSING, Level.BAD, "Refusing 40 %", List.of(), Cause.LIMIT), 2000);

        assertThat(shown.title()).isEqualTo("Refusing 40 %");
        assertThat(watch.since()).isEqualTo(1000);
    }

    @Test
    void aStateThatComesAndGoesIsOne() {
        see(Rule.HEALTHY, Level.OK, 0);
        see(Rule.BACKEND_SLOW, Level.WARN, 1000);
        assertThat(see(Rule.HEALTHY, Level.OK, 2000)).isEqualTo(Rule.BACKEND_SLOW);
        see(Rule.BACKEND_SLOW, Level.WARN, 3000);
        assertThat(see(Rule.HEALTHY, Level.OK, 7999)).isEqualTo(Rule.BACKEND_SLOW);
        assertThat(watch.since()).isEqualTo(1000);

        assertThat(see(Rule.HEALTHY, Level.OK, 8000)).isEqualTo(Rule.HEALTHY);
        assertThat(watch.since()).isEqualTo(8000);
    }

    @Test
    void aRuleThatCountsMoreShowsAtOnce() {
        see(Rule.BACKEND_SLOW, Level.WARN, 0);
        assertThat(see(Rule.REFUSING, Level.BAD, 1)).isEqualTo(Rule.REFUSING);
        assertThat(watch.since()).isEqualTo(1);
    }

    private Rule see(Rule rule, Level level, long now) {
        return watch.see(new State(rule, level, rule.name(), List.of(), Cause.NONE), now)
                .rule();
    }
}

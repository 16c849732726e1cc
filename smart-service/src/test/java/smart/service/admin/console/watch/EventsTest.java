package smart.service.admin.console.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import smart.service.admin.console.state.State;
import smart.service.admin.console.state.State.Cause;
import smart.service.admin.console.state.State.Level;
import smart.service.admin.console.state.State.Rule;
import smart.service.admin.console.watch.StatusHysteresis.Seen;

final class EventsTest {
    private long now;
    private final Events events = new Events(() -> Instant.ofEpochMilli(now));

    private void see(Level level, long failed) {
        State state = new State(Rule.BACKEND_FAILING, level, "Backend failing", List.of(), Cause.BACKEND);
        events.see(List.of(new Seen(state, now)), now, 0, failed);
    }

    @Test
    void whatWasWrongIsKeptWithTheCallsThatFailed() {
        now = 5000;
        see(Level.BAD, 10);
        now = 425_000;
        see(Level.BAD, 412);
        assertThat(events.all())
                .containsExactly(new Event("state", "bad", 5000, null, "Backend failing", "412 calls failed"));
        now = 430_000;
        see(Level.OK, 412);
        assertThat(events.all())
                .containsExactly(new Event("state", "bad", 5000, 425_000L, "Backend failing", "412 calls failed"));
        now = 500_000;
        see(Level.OK, 500);
        assertThat(events.all())
                .containsExactly(new Event("state", "bad", 5000, 425_000L, "Backend failing", "412 calls failed"));
    }

    @Test
    void whatComesBackWithinAMinuteIsTheSame() {
        see(Level.WARN, 0);
        now = 20_000;
        see(Level.OK, 0);
        now = 50_000;
        see(Level.BAD, 1);
        assertThat(events.all())
                .containsExactly(new Event("state", "bad", 0, null, "Backend failing", "1 call failed"));
    }

    @Test
    void tasksAndTheStartAreAmongThemTheNewestFirst() {
        events.started("1.0.0");
        now = 1000;
        events.task("set-limit", "127.0.0.1", "limit.maxInFlight: 100 -> 50\nand more");
        assertThat(events.all())
                .containsExactly(
                        new Event(
                                "task",
                                "",
                                1000,
                                1000L,
                                "set-limit",
                                "limit.maxInFlight: 100 -> 50; and more, by 127.0.0.1"),
                        new Event("start", "", 0, 0L, "Started", "version 1.0.0"));
    }

    @Test
    void theyAreBoundedAndSaySoWhereSomethingIsNew() {
        long changes = events.changes();
        for (int i = 0; i < 250; i++) {
            now = i;
            events.task("gc", "127.0.0.1", "done");
        }
        assertThat(events.all()).hasSize(100);
        assertThat(events.all().get(0).from()).isEqualTo(249);
        assertThat(events.changes()).isGreaterThan(changes);
    }
}

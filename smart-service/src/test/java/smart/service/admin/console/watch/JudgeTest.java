package smart.service.admin.console.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import smart.service.admin.console.history.History;
import smart.service.admin.console.history.Meters;
import smart.service.admin.console.process.Readiness.Ready;
import smart.service.admin.console.state.Conditions;
import smart.service.admin.console.state.State.Rule;
import smart.service.backend.attempt.LatencyTimer;
import smart.service.limit.InFlightLimiter;

/** What the judge says over hours, by a clock that the test moves. */
final class JudgeTest {
    private static final Conditions QUIET = new Conditions(
            new Ready(true, 0, List.of()),
            false,
            0,
            100,
            0,
            5,
            10_000,
            false,
            "backend.example:443",
            "",
            "",
            "",
            "",
            0);

    private final MetricRegistry metrics = new MetricRegistry();
    private final InFlightLimiter limiter = new InFlightLimiter(100, metrics, () -> 0);
    private final LatencyTimer calls = (LatencyTimer) metrics.timer("smart.request.duration", LatencyTimer::new);
    private final LatencyTimer attempts =
            (LatencyTimer) metrics.timer("smart.backend.attempt.duration", LatencyTimer::new);
    private long second;
    private final InstantSource clock = () -> Instant.ofEpochSecond(second);
    private final Meters meters;
    private final History history;
    private final Judge judge;

    private JudgeTest() {
        List.of("success", "backend_error", "client_gone")
                .forEach(outcome -> metrics.counter("smart.requests." + outcome));
        meters = new Meters(metrics, limiter, clock, () -> TimeUnit.SECONDS.toNanos(second));
        history = new History(meters);
        judge = new Judge(history, new Events(clock));
        history.add(meters.read());
    }

    /** A second with one call and one attempt that take so long. Returns what is shown first. */
    private Rule second(long millis) {
        return states(millis).get(0);
    }

    /** As {@link #second}, with all that is shown. */
    private List<Rule> states(long millis) {
        second++;
        metrics.counter("smart.requests.success").inc();
        metrics.counter("smart.backend.attempts.success").inc();
        calls.update(millis, TimeUnit.MILLISECONDS);
        attempts.update(millis, TimeUnit.MILLISECONDS);
        boolean coarse = history.add(meters.read());
        return judge.judge(history.last(10).orElseThrow(), coarse, QUIET).states().stream()
                .map(seen -> seen.state().rule())
                .toList();
    }

    /** As {@link #states}, and every second another caller hangs up. */
    private List<Rule> statesWithHangUps(long millis) {
        metrics.counter("smart.requests.client_gone").inc();
        return states(millis);
    }

    @Test
    void aBackendThatHasBecomeSlowerForGoodIsSlowForAnHourAndNotForEver() {
        for (int i = 0; i < 300; i++) {
            second(50);
        }
        assertThat(second(50)).isEqualTo(Rule.HEALTHY);
        for (int i = 0; i < 3300; i++) {
            Rule shown = second(300);
            if (i > 10) {
                assertThat(shown).as("after %s s", i).isEqualTo(Rule.BACKEND_SLOW);
            }
        }
        for (int i = 0; i < 330; i++) {
            second(300);
        }
        assertThat(second(300)).isEqualTo(Rule.HEALTHY);
    }

    @Test
    void callersThatHangUpAsTheirWayOfWorkingDoNotKeepItSlow() {
        for (int i = 0; i < 300; i++) {
            statesWithHangUps(50);
        }
        assertThat(statesWithHangUps(50)).containsExactly(Rule.CALLERS_GONE);
        for (int i = 0; i < 3300; i++) {
            statesWithHangUps(300);
        }
        assertThat(statesWithHangUps(300)).contains(Rule.BACKEND_SLOW, Rule.CALLERS_GONE);
        for (int i = 0; i < 330; i++) {
            statesWithHangUps(300);
        }
        assertThat(statesWithHangUps(300)).containsExactly(Rule.CALLERS_GONE);
    }
}

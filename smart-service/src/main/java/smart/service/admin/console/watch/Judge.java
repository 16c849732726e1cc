package smart.service.admin.console.watch;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import smart.service.admin.console.history.History;
import smart.service.admin.console.history.Interval;
import smart.service.admin.console.history.MeterWindow;
import smart.service.admin.console.history.Meters;
import smart.service.admin.console.history.Sample;
import smart.service.admin.console.history.Silence;
import smart.service.admin.console.process.Readiness;
import smart.service.admin.console.state.Advice;
import smart.service.admin.console.state.Conditions;
import smart.service.admin.console.state.FigureLevels;
import smart.service.admin.console.state.State;
import smart.service.admin.console.state.State.Cause;
import smart.service.admin.console.state.State.Rule;
import smart.service.admin.console.state.StateRules;
import smart.service.admin.console.state.StatusInput;
import smart.service.admin.console.watch.StatusHysteresis.Seen;

/** Judges the state of the service once a second, and keeps the history that it needs for that. Not thread-safe. */
public final class Judge {
    private static final int NOW = 10;
    private static final int MINUTE = 60;

    private final History history;
    private final Events events;
    private final StatusHysteresis watch = new StatusHysteresis();
    private final Silence.Watch silence = new Silence.Watch();
    private final BaselineLatency usual = new BaselineLatency();
    private int waiting;

    Judge(History history, Events events) {
        this.history = history;
        this.events = events;
    }

    /**
     * The result of one judgement.
     *
     * @param states at least one; the first is shown in full
     * @param advice advice on the first state
     */
    public record Verdict(
            List<Seen> states, Advice advice, LiveFigures figures, Readiness.Ready ready, @Nullable Long lastCall) {}

    /**
     * Judges by the history.
     *
     * @param ten the last ten seconds
     * @param coarse true once every ten seconds
     */
    Verdict judge(Interval ten, boolean coarse, Conditions conditions) {
        Sample newest = ten.after();
        waiting = conditions.pending() > 0 ? waiting + 1 : 0;
        Interval second = history.last(1).orElse(ten);
        StatusInput input = new StatusInput(
                MeterWindow.of(ten),
                window(MINUTE, ten),
                window(StatusInput.FIVE, ten),
                window(StatusInput.RARE, ten),
                usual.millis(),
                silence.see(second.countAll(Meters.CALLS), newest.millis()),
                waiting,
                conditions);
        List<State> judged = StateRules.judge(input);
        if (coarse) {
            learn(judged, input.ten().attemptP95(), newest.millis());
        }
        List<Seen> seen = watch.see(judged, newest.millis());
        Map<String, Long> before = ten.before().counters();
        events.see(seen, newest.millis(), MeterWindow.failed(before), MeterWindow.failed(newest.counters()));
        return new Verdict(
                seen,
                Advice.on(seen.get(0).state(), input),
                LiveFigures.of(ten, history.mostInFlight(NOW), usual.millis(), FigureLevels.of(input)),
                conditions.ready(),
                input.silence().lastCall());
    }

    private MeterWindow window(int seconds, Interval otherwise) {
        return MeterWindow.of(history.last(seconds).orElse(otherwise));
    }

    /** A caller that hangs up is no failure, and callers may do so as their way of working. */
    private void learn(List<State> judged, double p95, long now) {
        List<State> unusual = judged.stream().filter(Judge::isNotUsual).toList();
        if (unusual.stream().map(State::rule).allMatch(EnumSet.of(Rule.BACKEND_SLOW, Rule.CALLERS_GONE)::contains)) {
            usual.add(p95, !unusual.isEmpty(), now);
        } else {
            usual.failed();
        }
    }

    private static boolean isNotUsual(State state) {
        return state.level() == State.Level.BAD || state.cause() == Cause.BACKEND;
    }
}

package smart.service.admin.console.state;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import smart.service.admin.console.history.MeterWindow;
import smart.service.admin.console.state.State.Level;

/**
 * How bad each figure of the page is, by the thresholds of the states. So no figure is red or amber while the state is
 * green.
 */
public final class FigureLevels {
    private static final long SOME = 3;

    private FigureLevels() {}

    /** The labels of the levels by the names of the figures; a figure that is not bad is left out. */
    public static Map<String, String> of(StatusInput s) {
        Map<String, String> levels = new HashMap<>();
        put(
                levels,
                "failed",
                PassedThreshold.inTen(s, AlertThreshold.CALLS_FAILING, MeterWindow::failed, MeterWindow::calls, SOME));
        put(
                levels,
                "refused",
                PassedThreshold.inTen(s, AlertThreshold.CALLS_REFUSED, MeterWindow::rejected, MeterWindow::calls, 1));
        put(
                levels,
                "hedging",
                PassedThreshold.inTen(
                        s, AlertThreshold.HEDGES_SUPPRESSED, MeterWindow::suppressed, MeterWindow::due, SOME));
        if (CallRules.isSlowNow(s)) {
            levels.put("callMs", AlertThreshold.CALLS_SLOW.level().label());
        }
        if (BackendRules.areAttemptsSlowNow(s)) {
            levels.put("attemptMs", Level.WARN.label());
        }
        if (s.ten().used() > AlertThreshold.NEAR_LIMIT.value()) {
            levels.put("inFlight", AlertThreshold.NEAR_LIMIT.level().label());
        }
        return Map.copyOf(levels);
    }

    private static void put(Map<String, String> levels, String figure, @Nullable PassedThreshold passed) {
        if (passed != null) {
            levels.put(figure, passed.level().label());
        }
    }
}

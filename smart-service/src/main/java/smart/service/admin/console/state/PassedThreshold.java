package smart.service.admin.console.state;

import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import smart.service.admin.console.history.MeterWindow;
import smart.service.admin.console.state.State.Level;

/**
 * A ratio that has passed a threshold.
 *
 * @param window where it was measured
 * @param time the length of the window, in words
 * @param level that of the threshold; a warning at most, where the alert's least count is not reached
 */
record PassedThreshold(MeterWindow window, String time, long part, long whole, Level level) {
    private static final long ENOUGH = 5;

    /**
     * Judges the last ten seconds if enough happened in them. Otherwise it judges the last five minutes, as the alerts
     * do, while the problem continues. So even at one call a second it notices one failure of 13. Fewer than the
     * alert's least count are a warning: one failed call in a quiet night is worth a look, and no more.
     *
     * @param some the minimum count in ten seconds
     * @return null if the threshold is not passed
     */
    static @Nullable PassedThreshold of(
            StatusInput s,
            AlertThreshold threshold,
            ToLongFunction<MeterWindow> part,
            ToLongFunction<MeterWindow> whole,
            long some) {
        PassedThreshold ten = inTen(s, threshold, part, whole, some);
        if (ten != null) {
            return ten;
        }
        MeterWindow five = s.window(threshold);
        long count = part.applyAsLong(five);
        return threshold.isPassedBy(count, whole.applyAsLong(five)) && part.applyAsLong(s.minute()) > 0
                ? new PassedThreshold(five, "5 min", count, whole.applyAsLong(five), threshold.level(count))
                : null;
    }

    /** Judges only the last ten seconds. */
    static @Nullable PassedThreshold inTen(
            StatusInput s,
            AlertThreshold threshold,
            ToLongFunction<MeterWindow> part,
            ToLongFunction<MeterWindow> whole,
            long some) {
        long count = part.applyAsLong(s.ten());
        long all = whole.applyAsLong(s.ten());
        return all >= ENOUGH && count >= some && threshold.isPassedBy(count, all)
                ? new PassedThreshold(s.ten(), "10 s", count, all, threshold.level())
                : null;
    }
}

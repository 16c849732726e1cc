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
        PassedThreshold five = in(s.window(threshold), "5 min", threshold, part, whole);
        if (!threshold.isPassedBy(five.part(), five.whole()) || part.applyAsLong(s.minute()) == 0) {
            return null;
        }
        return five.part() < threshold.floor() ? five.asWarning() : five;
    }

    /** Judges only the last ten seconds. */
    static @Nullable PassedThreshold inTen(
            StatusInput s,
            AlertThreshold threshold,
            ToLongFunction<MeterWindow> part,
            ToLongFunction<MeterWindow> whole,
            long some) {
        PassedThreshold ten = in(s.ten(), "10 s", threshold, part, whole);
        return ten.whole() >= ENOUGH && ten.part() >= some && threshold.isPassedBy(ten.part(), ten.whole())
                ? ten
                : null;
    }

    private static PassedThreshold in(
            MeterWindow window,
            String time,
            AlertThreshold threshold,
            ToLongFunction<MeterWindow> part,
            ToLongFunction<MeterWindow> whole) {
        return new PassedThreshold(
                window, time, part.applyAsLong(window), whole.applyAsLong(window), threshold.level());
    }

    private PassedThreshold asWarning() {
        return new PassedThreshold(window, time, part, whole, Level.WARN);
    }
}

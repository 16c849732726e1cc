package smart.service.admin.console.state;

import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import smart.service.admin.console.history.MeterWindow;

/**
 * A ratio that has passed a threshold.
 *
 * @param window where it was measured
 * @param time the length of the window, in words
 */
record PassedThreshold(MeterWindow window, String time, long part, long whole) {
    private static final long ENOUGH = 5;

    /**
     * Judges the last ten seconds if enough happened in them. Otherwise it judges the last five minutes, as the alerts
     * do, while the problem continues. So even at one call a second it notices one failure of 13.
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
        PassedThreshold five = in(s.window(threshold), "5 min", part, whole);
        return threshold.isPassedBy(five.part(), five.whole()) && part.applyAsLong(s.minute()) > 0 ? five : null;
    }

    /** Judges only the last ten seconds. */
    static @Nullable PassedThreshold inTen(
            StatusInput s,
            AlertThreshold threshold,
            ToLongFunction<MeterWindow> part,
            ToLongFunction<MeterWindow> whole,
            long some) {
        PassedThreshold ten = in(s.ten(), "10 s", part, whole);
        return ten.whole() >= ENOUGH && ten.part() >= some && threshold.isPassedBy(ten.part(), ten.whole())
                ? ten
                : null;
    }

    private static PassedThreshold in(
            MeterWindow window, String time, ToLongFunction<MeterWindow> part, ToLongFunction<MeterWindow> whole) {
        return new PassedThreshold(window, time, part.applyAsLong(window), whole.applyAsLong(window));
    }
}

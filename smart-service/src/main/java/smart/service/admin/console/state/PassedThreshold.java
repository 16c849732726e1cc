package smart.service.admin.console.state;

import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import smart.service.admin.console.history.MeterWindow;

/**
 * A part of a whole that has passed a threshold.
 *
 * @param window in which it has
 * @param time how long that is, in words
 */
record PassedThreshold(MeterWindow window, String time, long part, long whole) {
    private static final long ENOUGH = 5;

    /**
     * Judges by the last ten seconds where enough happened in them, and by the last five minutes, as the alerts do, where it
     * has not stopped since: one failure of 13 calls is seen at one call a second, too.
     *
     * @param some fewer in ten seconds say nothing
     * @return null where the threshold is not passed
     */
    static @Nullable PassedThreshold of(
            StatusInput s,
            AlertThreshold threshold,
            ToLongFunction<MeterWindow> part,
            ToLongFunction<MeterWindow> whole,
            long some) {
        PassedThreshold ten = in(s.ten(), "10 s", part, whole);
        if (ten.whole() >= ENOUGH && ten.part() >= some && threshold.isPassedBy(ten.part(), ten.whole())) {
            return ten;
        }
        PassedThreshold five = in(s.five(), "5 min", part, whole);
        return threshold.isPassedBy(five.part(), five.whole()) && part.applyAsLong(s.minute()) > 0 ? five : null;
    }

    private static PassedThreshold in(
            MeterWindow window, String time, ToLongFunction<MeterWindow> part, ToLongFunction<MeterWindow> whole) {
        return new PassedThreshold(window, time, part.applyAsLong(window), whole.applyAsLong(window));
    }
}

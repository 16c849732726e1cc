package smart.service.admin.console.state;

import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import smart.service.admin.console.history.Window;

/**
 * A part of a whole that has passed a threshold.
 *
 * @param window in which it has
 * @param time how long that is, in words
 */
record Measured(Window window, String time, long part, long whole) {
    private static final long ENOUGH = 5;

    /**
     * Judges by the last ten seconds where enough happened in them, and by the last five minutes, as the alerts do, where it
     * has not stopped since: one failure of 13 calls is seen at one call a second, too.
     *
     * @param some fewer in ten seconds say nothing
     * @return null where the threshold is not passed
     */
    static @Nullable Measured of(
            StatusInput s, Threshold threshold, ToLongFunction<Window> part, ToLongFunction<Window> whole, long some) {
        Measured ten = in(s.ten(), "10 s", part, whole);
        if (ten.whole() >= ENOUGH && ten.part() >= some && threshold.isPassedBy(ten.part(), ten.whole())) {
            return ten;
        }
        Measured five = in(s.five(), "5 min", part, whole);
        return threshold.isPassedBy(five.part(), five.whole()) && part.applyAsLong(s.minute()) > 0 ? five : null;
    }

    private static Measured in(Window window, String time, ToLongFunction<Window> part, ToLongFunction<Window> whole) {
        return new Measured(window, time, part.applyAsLong(window), whole.applyAsLong(window));
    }
}

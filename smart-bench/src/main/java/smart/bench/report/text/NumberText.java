package smart.bench.report.text;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Formats figures: about three significant digits, and a dash for an unknown value. */
public final class NumberText {
    private NumberText() {}

    /** A figure with about three significant digits; a dash for null. */
    public static String of(@Nullable Double value) {
        if (value == null) {
            return "-";
        }
        double size = Math.abs(value);
        String format = size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 0.1 || size == 0 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }

    /** A share, from 0 to 1, in percent: never "0 %" for more than zero. */
    public static String percent(double share) {
        if (share == 0) {
            return "0 %";
        }
        return share < 0.0001 ? "<0.01 %" : of(share * 100) + " %";
    }
}

package smart.bench.chart;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** How figures and words stand in a diagram. */
public final class Labels {
    private Labels() {}

    /** A figure at an axis, as 1,500 or 0.25. */
    public static String of(double value) {
        return new DecimalFormat(
                        Math.abs(value) >= 1000 ? "#,##0" : "0.########", DecimalFormatSymbols.getInstance(Locale.ROOT))
                .format(value == 0 ? 0.0 : value);
    }

    /** About three digits. */
    static String rough(double value) {
        double size = Math.abs(value);
        String pattern = size >= 100 ? "#,##0" : size >= 10 ? "0.#" : size >= 0.01 || size == 0 ? "0.###" : "0.######";
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }

    /** Truncates to the given number of characters: of a longer text, the beginning and the end remain. */
    public static String shortened(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int begin = (most - 1) / 2;
        return text.substring(0, begin) + "\u2026" + text.substring(text.length() - (most - 1 - begin));
    }
}

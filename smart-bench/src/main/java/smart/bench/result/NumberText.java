package smart.bench.result;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Formats figures, always in plain decimal notation. */
public final class NumberText {
    private static final MathContext SIX_DIGITS = new MathContext(6);

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

    /** A finite figure with up to six significant digits, as in the files. */
    public static String sixDigits(double value) {
        return new BigDecimal(value).round(SIX_DIGITS).stripTrailingZeros().toPlainString();
    }

    /** A share, from 0 to 1, in percent: never "0 %" for more than zero, nor "100 %" for less than all. */
    public static String percent(double share) {
        if (share == 0 || share == 1) {
            return share == 0 ? "0 %" : "100 %";
        }
        return share < 0.0001 ? "<0.01 %" : share > 0.999 ? ">99.9 %" : of(share * 100) + " %";
    }
}

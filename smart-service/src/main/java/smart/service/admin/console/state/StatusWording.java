package smart.service.admin.console.state;

import java.util.List;
import java.util.Locale;

/** Formats figures for the text of a state. */
final class StatusWording {
    private static final double SMALL = 10;
    private static final double ALMOST_ALL = 99;
    private static final double HUNDRED = 100;
    private static final double SECOND = 1000;

    private static final int KIBI = 1024;
    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB");

    private StatusWording() {}

    /**
     * Such as {@code 8 %}. Values close to none or all get one more digit. Only none is {@code 0 %}, and only all
     * {@code 100 %}: the rest begins at {@code under 0.1 %} and ends at {@code over 99.9 %}.
     */
    static String percent(long part, long whole) {
        return share(whole == 0 ? 0 : (double) part / whole);
    }

    /** @param ratio from 0 to 1 */
    static String share(double ratio) {
        double percent = HUNDRED * ratio;
        double rounded =
                percent < SMALL || percent > ALMOST_ALL ? Math.round(percent * 10) / 10.0 : Math.round(percent);
        if (rounded == 0 && percent > 0) {
            return "under 0.1 %";
        }
        if (rounded == HUNDRED && percent < HUNDRED) {
            return "over 99.9 %";
        }
        return rounded == Math.rint(rounded) ? Math.round(rounded) + " %" : rounded + " %";
    }

    static String time(double millis) {
        return millis < SECOND ? Math.round(millis) + " ms" : String.format(Locale.ROOT, "%.1f s", millis / SECOND);
    }

    /** Such as {@code 12 MiB}. */
    static String bytes(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= KIBI && unit < UNITS.size() - 1) {
            size /= KIBI;
            unit++;
        }
        return (unit > 0 && size < SMALL ? String.format(Locale.ROOT, "%.1f", size) : Math.round(size)) + " "
                + UNITS.get(unit);
    }

    static String inFlight(StatusInput s) {
        return s.conditions().inFlight() + " of " + s.conditions().limit() + " calls in flight";
    }
}

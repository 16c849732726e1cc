package smart.bench.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Maps values to pixels along one axis, evenly or by their logarithm.
 *
 * @param from the lowest value
 * @param to the highest value, above {@code from}
 * @param start the pixel of the lowest value
 * @param end the pixel of the highest value
 * @param logarithmic whether equal factors rather than equal differences are equally long
 */
record Scale(double from, double to, double start, double end, boolean logarithmic) {

    /** From 0 to a little above the highest. */
    static Scale linear(double highest, double start, double end) {
        double to = highest > 0 ? highest * 1.06 : 1;
        return new Scale(0, to, start, end, false);
    }

    /** Whole decades around the values, or at least one. */
    static Scale logarithmic(double lowest, double highest, double start, double end) {
        double from = Math.pow(10, Math.floor(Math.log10(lowest)));
        double to = Math.max(from * 10, highest * 1.15);
        return new Scale(from, to, start, end, true);
    }

    double pixel(double value) {
        double share = logarithmic
                ? Math.log(Math.max(value, from) / from) / Math.log(to / from)
                : (value - from) / (to - from);
        return start + share * (end - start);
    }

    /** About so many round values within the range. */
    List<Double> ticks(int about) {
        return logarithmic ? decades() : round(about);
    }

    private List<Double> round(int about) {
        double raw = (to - from) / about;
        double magnitude = Math.pow(10, Math.floor(Math.log10(raw)));
        double step = magnitude * (raw / magnitude > 5 ? 10 : raw / magnitude > 2 ? 5 : raw / magnitude > 1 ? 2 : 1);
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(from / step - 1e-9); i * step <= to * (1 + 1e-9); i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    private List<Double> decades() {
        double[] factors = to / from > 1000 ? new double[] {1} : new double[] {1, 2, 5};
        List<Double> ticks = new ArrayList<>();
        for (double decade = from; decade <= to; decade *= 10) {
            for (double factor : factors) {
                if (decade * factor <= to) {
                    ticks.add(decade * factor);
                }
            }
        }
        return ticks;
    }

    /** A tick's label: as short as it can be told. */
    static String label(double value) {
        double size = Math.abs(value);
        if (size >= 1_000_000) {
            return shorten(value / 1_000_000) + "M";
        }
        return size >= 10_000 ? shorten(value / 1_000) + "k" : shorten(value);
    }

    private static String shorten(double value) {
        String text = String.format(Locale.ROOT, "%.4f", value);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }
}

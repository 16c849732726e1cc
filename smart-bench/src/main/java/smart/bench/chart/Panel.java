package smart.bench.chart;

import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * One diagram: lines over an axis.
 *
 * @param title its title, with the unit
 * @param note a sentence below the title, or empty
 * @param height the total height in pixels
 * @param series its lines
 * @param band a confidence band, or empty
 * @param errors the error rates: x, and the share from 0 to 1
 * @param marks places on the axis
 * @param range the ends of the vertical axis, or null for 0 and a round value above everything drawn
 */
public record Panel(
        String title,
        String note,
        int height,
        List<Series> series,
        List<Band> band,
        List<Point> errors,
        List<Mark> marks,
        @Nullable Range range) {

    /** What the marks of {@link #errors} mean. */
    public static final String ERRORS = "not every request succeeded";

    /** A mark on the axis; its label is in the legend. */
    public record Mark(Ink ink, double x, String label) {}

    /** The confidence interval at one place. */
    public record Band(double x, double low, double high) {}

    /** The ends of a vertical axis. */
    public record Range(double bottom, double top) {}

    /** Copies the lists. */
    public Panel {
        series = List.copyOf(series);
        band = List.copyOf(band);
        errors = List.copyOf(errors);
        marks = List.copyOf(marks);
    }

    /** A panel whose vertical axis begins at 0. */
    public Panel(
            String title,
            String note,
            int height,
            List<Series> series,
            List<Band> band,
            List<Point> errors,
            List<Mark> marks) {
        this(title, note, height, series, band, errors, marks, null);
    }

    public Panel(String title, int height, List<Series> series) {
        this(title, "", height, series, List.of(), List.of(), List.of());
    }

    /** The lower end of its vertical axis. */
    public double bottom() {
        return range == null ? 0 : range.bottom;
    }

    /** The upper end of its vertical axis. */
    public double top() {
        return range == null ? roundTop() : range.top;
    }

    private double roundTop() {
        double highest = DoubleStream.concat(
                        series.stream().flatMap(line -> line.values().stream()).mapToDouble(Point::y),
                        band.stream().mapToDouble(Band::high))
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        if (highest <= 0) {
            return 1;
        }
        double step = Math.pow(10, Math.floor(Math.log10(highest))) / 2;
        return Math.ceil(highest * 1.02 / step) * step;
    }
}

package smart.bench.chart;

import java.util.List;
import java.util.stream.DoubleStream;

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
 */
public record Panel(
        String title,
        String note,
        int height,
        List<Series> series,
        List<Band> band,
        List<Point> errors,
        List<Mark> marks) {

    /** What the marks of {@link #errors} mean. */
    public static final String ERRORS = "not every request succeeded";

    /** A mark on the axis; its label is in the legend. */
    public record Mark(Ink ink, double x, String label) {}

    /** The confidence interval at one place. */
    public record Band(double x, double low, double high) {}

    /** Copies the lists. */
    public Panel {
        series = List.copyOf(series);
        band = List.copyOf(band);
        errors = List.copyOf(errors);
        marks = List.copyOf(marks);
    }

    public Panel(String title, int height, List<Series> series) {
        this(title, "", height, series, List.of(), List.of(), List.of());
    }

    /** The upper end of its axis: a round value above everything drawn. */
    public double top() {
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

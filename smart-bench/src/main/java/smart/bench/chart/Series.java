package smart.bench.chart;

import java.util.List;

/** A line of a diagram: its style, its name in the legend, its points from left to right. */
public record Series(Ink ink, String name, List<Point> values) {
    /** Copies the list. */
    public Series {
        values = List.copyOf(values);
    }
}

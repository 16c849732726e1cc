package smart.bench.chart;

import java.util.List;
import smart.bench.chart.picture.Picture;

/**
 * Diagrams over axes of the same kind. It defines the content; {@link Picture} draws it.
 *
 * @param title above all of them
 * @param axis the common axis
 * @param columns the number of panels side by side
 * @param panels the panels in order
 */
public record Figure(String title, Axis axis, int columns, List<Panel> panels) {

    /**
     * The horizontal axis.
     *
     * @param name its name
     * @param lowest the value at its left end
     * @param highest the value at its right end
     * @param labels the values with a label; empty for round values
     */
    public record Axis(String name, double lowest, double highest, List<Label> labels) {
        /** A place with its own words. */
        public record Label(double x, String text) {}

        /** Copies the list. */
        public Axis {
            labels = List.copyOf(labels);
        }
    }

    /** Copies the list. */
    public Figure {
        panels = List.copyOf(panels);
    }

    /** One panel below the other. */
    Figure(String title, Axis axis, List<Panel> panels) {
        this(title, axis, 1, panels);
    }
}

package smart.bench.chart;

import java.util.ArrayList;
import java.util.List;
import smart.bench.chart.Surface.Anchor;
import smart.bench.chart.Surface.Point;

/**
 * One diagram: lines over a common axis.
 *
 * @param title what it shows, with the unit
 * @param height the plot's height in pixels
 * @param series its lines
 * @param band the outline of a confidence band, or empty
 * @param errors where something went wrong: x, and the share from 0 to 1
 * @param mark an x to be marked, with what it is, or empty
 */
record Panel(String title, int height, List<Series> series, List<Point> band, List<Point> errors, List<Mark> mark) {
    private static final double TEXT = 12;
    private static final int DOTS_UP_TO = 60;

    /** A marked place on the axis. */
    record Mark(Ink ink, double x, String label) {}

    /** Where a panel is drawn, in pixels. */
    record Frame(double left, double top, double right, double bottom) {}

    void draw(Surface surface, Frame frame, Scale x, boolean logarithmic) {
        Scale y = vertical(frame, logarithmic);
        surface.text(Ink.TEXT, new Point(frame.left, frame.top - 10), Anchor.START, TEXT + 1, title);
        grid(surface, frame, y);
        if (!band.isEmpty()) {
            surface.area(Ink.BAND, band.stream().map(point -> at(x, y, point)).toList());
        }
        for (Mark marked : mark) {
            double at = x.pixel(marked.x);
            surface.line(marked.ink, List.of(new Point(at, frame.top), new Point(at, frame.bottom)));
            boolean roomAtRight = at < (frame.left + frame.right) / 2;
            surface.text(
                    marked.ink == Ink.ERROR ? Ink.ERROR : Ink.NOTE,
                    new Point(at + (roomAtRight ? 6 : -6), frame.bottom - 8),
                    roomAtRight ? Anchor.START : Anchor.END,
                    TEXT,
                    marked.label);
        }
        for (Series line : series) {
            draw(surface, line, x, y);
        }
        for (Point error : errors) {
            double height = 4 + 10 * Math.sqrt(error.y());
            double at = x.pixel(error.x());
            surface.area(Ink.ERROR, triangle(at, frame.bottom, height));
            surface.line(Ink.ERROR, triangle(at, frame.bottom, height));
        }
        legend(surface, frame);
    }

    private Scale vertical(Frame frame, boolean logarithmic) {
        double highest = 0;
        double lowest = Double.POSITIVE_INFINITY;
        List<Point> all = new ArrayList<>(band);
        series.forEach(line -> all.addAll(line.values()));
        for (Point value : all) {
            if (Double.isFinite(value.y()) && value.y() > 0) {
                highest = Math.max(highest, value.y());
                lowest = Math.min(lowest, value.y());
            }
        }
        return logarithmic && highest > 0
                ? Scale.logarithmic(lowest, highest, frame.bottom, frame.top)
                : Scale.linear(highest, frame.bottom, frame.top);
    }

    private static void grid(Surface surface, Frame frame, Scale y) {
        for (double tick : y.ticks((int) Math.max(3, (frame.bottom - frame.top) / 45))) {
            double at = y.pixel(tick);
            surface.line(Ink.GRID, List.of(new Point(frame.left, at), new Point(frame.right, at)));
            surface.text(Ink.NOTE, new Point(frame.left - 8, at + 4), Anchor.END, TEXT, Scale.label(tick));
        }
        surface.line(Ink.AXIS, List.of(new Point(frame.left, frame.bottom), new Point(frame.right, frame.bottom)));
    }

    private static void draw(Surface surface, Series line, Scale x, Scale y) {
        List<Point> run = new ArrayList<>();
        boolean dots = line.ink() != Ink.FIT && line.values().size() <= DOTS_UP_TO;
        for (Point value : line.values()) {
            if (Double.isFinite(value.y())) {
                run.add(at(x, y, value));
            } else {
                surface.line(line.ink(), run);
                run = new ArrayList<>();
            }
            if (dots && Double.isFinite(value.y())) {
                surface.dot(line.ink(), at(x, y, value), 2.4);
            }
        }
        surface.line(line.ink(), run);
    }

    private void legend(Surface surface, Frame frame) {
        double right = frame.right;
        for (int i = series.size() - 1; i >= 0; i--) {
            Series line = series.get(i);
            double width = line.name().length() * TEXT * 0.62;
            double y = frame.top - 14;
            surface.text(Ink.NOTE, new Point(right - width, y + 4), Anchor.START, TEXT, line.name());
            surface.line(line.ink(), List.of(new Point(right - width - 24, y), new Point(right - width - 6, y)));
            right -= width + 38;
        }
    }

    private static Point at(Scale x, Scale y, Point value) {
        return new Point(x.pixel(value.x()), y.pixel(value.y()));
    }

    private static List<Point> triangle(double x, double bottom, double height) {
        return List.of(
                new Point(x, bottom - height),
                new Point(x - 4, bottom),
                new Point(x + 4, bottom),
                new Point(x, bottom - height));
    }
}

package smart.bench.chart;

import java.util.List;

/** What a figure is drawn on. Coordinates are pixels from the top left. */
interface Surface {

    /** A point. */
    record Point(double x, double y) {}

    /** Where a text stands relative to its point. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** A line through the points; one point alone is not drawn. */
    void line(Ink ink, List<Point> points);

    /** A filled shape, so that what is behind shows through. */
    void area(Ink ink, List<Point> outline);

    /** A dot. */
    void dot(Ink ink, Point center, double radius);

    /** A line of text on its baseline, {@code size} pixels high. */
    void text(Ink ink, Point at, Anchor anchor, double size, String text);
}

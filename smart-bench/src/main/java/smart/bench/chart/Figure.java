package smart.bench.chart;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import smart.bench.chart.Panel.Frame;
import smart.bench.chart.Surface.Anchor;
import smart.bench.chart.Surface.Point;

/** Diagrams one above the other over a common axis. Immutable. */
public final class Figure {
    /** The width of a figure for a wide page, in pixels. */
    public static final int WIDE = 960;
    /** The width of a figure for a narrow page. */
    public static final int NARROW = 420;

    private static final double LEFT = 58;
    private static final double RIGHT = 24;
    private static final double HEAD = 34;
    private static final double FOOT = 46;

    private final String title;
    private final Axis axis;
    private final List<Panel> panels;
    private final boolean logarithmic;

    /**
     * The axis that all panels share.
     *
     * @param name what it is
     * @param lowest the value at its left end
     * @param highest the value at its right end
     * @param labels the places with a label; empty for round values
     */
    record Axis(String name, double lowest, double highest, List<Label> labels) {
        record Label(double x, String text) {}
    }

    Figure(String title, Axis axis, List<Panel> panels) {
        this(title, axis, panels, false);
    }

    /** @param logarithmic whether each panel's own axis is, whatever is asked for later */
    Figure(String title, Axis axis, List<Panel> panels, boolean logarithmic) {
        this.title = title;
        this.axis = axis;
        this.panels = List.copyOf(panels);
        this.logarithmic = logarithmic;
    }

    /** The figure as an SVG element for a page that brings the style sheet, see {@link #style}. */
    public String svg(int width, boolean logarithmic) {
        SvgSurface surface = new SvgSurface();
        draw(surface, width, logarithmic, false);
        return element(width, height(false), "", surface);
    }

    /** The figure as an SVG document that needs nothing else. */
    public String svgDocument() {
        SvgSurface surface = new SvgSurface();
        draw(surface, WIDE, false, true);
        String style = "<style>svg{" + SvgSurface.colours(false) + "background:#fff;font-family:system-ui,sans-serif}\n"
                + SvgSurface.style() + "</style>\n";
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + element(WIDE, height(true), style, surface) + "\n";
    }

    /** Writes the figure as a PNG image. */
    public void writePng(OutputStream out) throws IOException {
        PngSurface surface = new PngSurface(WIDE, (int) height(true));
        draw(surface, WIDE, false, true);
        surface.writeTo(out);
    }

    /** What a page with figures needs in its style sheet. */
    public static String style() {
        return SvgSurface.style();
    }

    /** The colours of a light or a dark page, as custom properties of a style sheet. */
    public static String colours(boolean dark) {
        return SvgSurface.colours(dark);
    }

    private String element(int width, double height, String style, SvgSurface surface) {
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %.0f\" width=\"%d\" height=\"%.0f\" role=\"img\""
                        + " aria-label=\"%s\" data-left=\"%.0f\" data-right=\"%.0f\" data-from=\"%s\" data-to=\"%s\">%n%s%s</svg>",
                width,
                height,
                width,
                height,
                SvgSurface.escape(title),
                LEFT,
                width - RIGHT,
                axis.lowest,
                axis.highest,
                style,
                surface.content());
    }

    private void draw(Surface surface, int width, boolean firstLogarithmic, boolean titled) {
        Scale x = new Scale(axis.lowest, axis.highest, LEFT, width - RIGHT, false);
        double top = titled ? 30 : 0;
        if (titled) {
            surface.text(Ink.TEXT, new Point(LEFT, 26), Anchor.START, 15, title);
        }
        for (int i = 0; i < panels.size(); i++) {
            Frame frame = new Frame(
                    LEFT, top + HEAD, width - RIGHT, top + HEAD + panels.get(i).height());
            axis(surface, frame, x, i == panels.size() - 1);
            panels.get(i).draw(surface, frame, x, logarithmic || (firstLogarithmic && i == 0));
            top = frame.bottom() + FOOT;
        }
    }

    private double height(boolean titled) {
        double height = titled ? 30 : 0;
        for (int i = 0; i < panels.size(); i++) {
            height += HEAD + panels.get(i).height() + FOOT;
        }
        return height;
    }

    private void axis(Surface surface, Frame frame, Scale x, boolean last) {
        for (Axis.Label label : labels(x)) {
            double at = x.pixel(label.x);
            surface.line(Ink.AXIS, List.of(new Point(at, frame.bottom()), new Point(at, frame.bottom() + 4)));
            surface.text(Ink.NOTE, new Point(at, frame.bottom() + 18), Anchor.MIDDLE, 12, label.text);
        }
        if (last) {
            surface.text(Ink.NOTE, new Point(frame.right(), frame.bottom() + 36), Anchor.END, 12, axis.name);
        }
    }

    private List<Axis.Label> labels(Scale x) {
        if (!axis.labels.isEmpty()) {
            return axis.labels;
        }
        List<Axis.Label> labels = new ArrayList<>();
        for (double tick : x.ticks((int) Math.max(4, (x.end() - x.start()) / 70))) {
            if (tick == Math.rint(tick)) {
                labels.add(new Axis.Label(tick, Scale.label(tick)));
            }
        }
        boolean roomAtStart = labels.isEmpty() || x.pixel(labels.get(0).x) - x.start() > 30;
        if (roomAtStart && axis.lowest == Math.rint(axis.lowest)) {
            labels.add(new Axis.Label(axis.lowest, Scale.label(axis.lowest)));
        }
        return labels;
    }
}

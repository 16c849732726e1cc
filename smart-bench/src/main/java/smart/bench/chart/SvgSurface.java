package smart.bench.chart;

import java.util.List;
import java.util.Locale;

/** Draws into the text of an SVG element. Colours are left to a style sheet, see {@link #style}. */
final class SvgSurface implements Surface {
    private final StringBuilder svg = new StringBuilder();

    /** What was drawn so far. */
    String content() {
        return svg.toString();
    }

    /** The style sheet of all inks, by custom properties {@code --mean} and so on. */
    static String style() {
        StringBuilder css = new StringBuilder();
        for (Ink ink : Ink.values()) {
            String name = ink.css();
            css.append(String.format(
                    Locale.ROOT,
                    ".l.%s{stroke:var(--%s);stroke-width:%.1f%s}.f.%s{fill:var(--%s)}%n",
                    name,
                    name,
                    ink.width(),
                    ink.isDashed() ? ";stroke-dasharray:6 4" : "",
                    name,
                    name));
        }
        return css.append(".l{fill:none;stroke-linejoin:round}.area{opacity:.18}\n")
                .toString();
    }

    /** The custom properties of the light or the dark page. */
    static String colours(boolean dark) {
        StringBuilder css = new StringBuilder();
        for (Ink ink : Ink.values()) {
            css.append("--")
                    .append(ink.css())
                    .append(':')
                    .append(dark ? ink.dark() : ink.light())
                    .append(';');
        }
        return css.toString();
    }

    @Override
    public void line(Ink ink, List<Point> points) {
        if (points.size() > 1) {
            svg.append("<polyline class=\"l ")
                    .append(ink.css())
                    .append("\" points=\"")
                    .append(list(points))
                    .append("\"/>\n");
        }
    }

    @Override
    public void area(Ink ink, List<Point> outline) {
        svg.append("<polygon class=\"f area ")
                .append(ink.css())
                .append("\" points=\"")
                .append(list(outline))
                .append("\"/>\n");
    }

    @Override
    public void dot(Ink ink, Point center, double radius) {
        svg.append(String.format(
                Locale.ROOT,
                "<circle class=\"f %s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>%n",
                ink.css(),
                center.x(),
                center.y(),
                radius));
    }

    @Override
    public void text(Ink ink, Point at, Anchor anchor, double size, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text class=\"f %s\" x=\"%.1f\" y=\"%.1f\" font-size=\"%.0f\" text-anchor=\"%s\">%s</text>%n",
                ink.css(),
                at.x(),
                at.y(),
                size,
                anchor.name().toLowerCase(Locale.ROOT),
                escape(text)));
    }

    private static String list(List<Point> points) {
        StringBuilder list = new StringBuilder();
        for (Point point : points) {
            list.append(String.format(Locale.ROOT, "%.1f,%.1f ", point.x(), point.y()));
        }
        return list.toString().trim();
    }

    /** Makes a text safe inside XML or HTML, also inside an attribute. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}

package smart.bench.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import smart.bench.chart.Figure;

/**
 * A page that needs nothing else. The figure is drawn for wide and for narrow pages, with an even and a logarithmic axis;
 * the style sheet shows one of the four. The page's script only reads off values. Immutable.
 */
final class PageTemplate {
    private final String html;

    PageTemplate(String title, String subtitle, Figure figure) {
        this(load().replace("{{inks}}", Figure.style())
                .replace("{{light}}", Figure.colours(false))
                .replace("{{dark}}", Figure.colours(true))
                .replace("{{title}}", escape(title))
                .replace("{{subtitle}}", escape(subtitle))
                .replace("{{figures}}", figures(figure)));
    }

    private PageTemplate(String html) {
        this.html = html;
    }

    /** Fills in a part that is HTML. */
    PageTemplate with(String part, String content) {
        return new PageTemplate(html.replace("{{" + part + "}}", content));
    }

    /** Fills in the JSON that the script reads, and gives the page. */
    String data(String json) {
        // Inside a script element a "<" could begin what ends it (HTML, section 4.12.1.3).
        return html.replace("{{data}}", json.replace("<", "\\u003c"));
    }

    /** Makes a text safe inside HTML, also inside an attribute. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;")
                .replace("{", "&#123;"); // nor is it one of the template's own marks
    }

    private static String load() {
        try (InputStream in = Objects.requireNonNull(PageTemplate.class.getResourceAsStream("report.html"))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String figures(Figure figure) {
        StringBuilder html = new StringBuilder();
        for (boolean logarithmic : new boolean[] {false, true}) {
            for (int width : new int[] {Figure.WIDE, Figure.NARROW}) {
                html.append("<div class=\"figure ")
                        .append(width == Figure.WIDE ? "wide" : "narrow")
                        .append(logarithmic ? " log" : " even")
                        .append("\">")
                        .append(figure.svg(width, logarithmic))
                        .append("</div>\n");
            }
        }
        return html.toString();
    }
}

package smart.bench.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import smart.bench.chart.Figure;
import smart.bench.chart.Ink;

/** A self-contained page, including uPlot, the library for its charts. Immutable. */
final class PageTemplate {
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/uPlot.";

    private final String html;

    PageTemplate(String title, String subtitle, Figure figure) {
        this(load("report.html")
                .replace("{{script}}", load("report.js"))
                .replace("{{light}}", colours(false))
                .replace("{{dark}}", colours(true))
                .replace("{{title}}", escape(title))
                .replace("{{subtitle}}", escape(subtitle))
                .replace("{{figure}}", inScript(JsonFile.compact(figure)))
                .replace("{{uplot.css}}", load(UPLOT + "min.css"))
                .replace("{{uplot.js}}", load(UPLOT + "iife.min.js")));
    }

    private PageTemplate(String html) {
        this.html = html;
    }

    /** Fills in a part that is HTML. */
    PageTemplate with(String part, String content) {
        return new PageTemplate(html.replace("{{" + part + "}}", content));
    }

    /** Inserts the report as JSON, which programs can read too, and returns the page. */
    String data(String json) {
        return html.replace("{{data}}", inScript(json));
    }

    /** Inside a script element, "<" could begin its end tag (HTML, section 4.12.1.3). */
    private static String inScript(String json) {
        return json.replace("<", "\\u003c");
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

    /** The inks as custom properties of a style sheet: {@code --mean} and so on. */
    private static String colours(boolean dark) {
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

    private static String load(String name) {
        try (InputStream in = Objects.requireNonNull(PageTemplate.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

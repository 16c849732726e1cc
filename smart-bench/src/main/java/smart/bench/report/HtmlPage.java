package smart.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import smart.bench.chart.Figure;
import smart.bench.report.text.TextTable;
import smart.bench.result.Knee;
import smart.bench.result.LevelResult;
import smart.bench.result.NumberText;
import smart.bench.result.Report;

/** {@code report.html}: the results in words, as a figure, and as a table. */
public final class HtmlPage {
    /** After the level's name. */
    private static final List<String> HEAD = List.of(
            "sent",
            "succeeded",
            "failed",
            "timed out",
            "unfinished",
            "ok/s",
            "mean, ms",
            "min, ms",
            "p50, ms",
            "p90, ms",
            "p95, ms",
            "p99, ms",
            "p99.9, ms",
            "max, ms");

    private HtmlPage() {}

    /** The page for that report. */
    public static String of(Report report, Figure figure) {
        boolean closed = report.levels().get(0).rate() == null;
        return new PageTemplate(
                        report.url(), report.model() + " model, " + report.startedAt() + ", " + report.tool(), figure)
                .with("summary", summary(report))
                .with("table", table(report, closed))
                .with("about", items(report.about()))
                .data(JsonFile.text(report));
    }

    private static String summary(Report report) {
        List<String> sentences = new ArrayList<>();
        Knee knee = report.knee();
        if (knee != null && knee.concurrency() != null) {
            sentences.add("<strong>Throughput stops growing at " + knee.concurrency() + " requests in flight</strong>"
                    + " (" + knee.interval() + "). Recommended"
                    + " <code>limit.maxInFlight: " + knee.recommendedMaxInFlight() + "</code>: "
                    + PageTemplate.escape(knee.reason()) + ".");
        } else if (knee != null) {
            sentences.add("No knee: " + PageTemplate.escape(knee.reason()) + ".");
        }
        long troubled =
                report.levels().stream().filter(level -> level.errorShare() > 0).count();
        if (troubled > 0) {
            sentences.add("<span class=\"bad\">Not every request succeeded</span> at " + troubled + " of "
                    + report.levels().size() + " levels; see the table.");
        }
        long limited =
                report.levels().stream().filter(LevelResult::generatorLimited).count();
        if (limited > 0) {
            sentences.add("<span class=\"bad\">The generator, not the target, was the limit</span> at " + limited
                    + " of " + report.levels().size() + " levels: those measurements say little about the"
                    + " target.");
        }
        report.levels().stream()
                .filter(level -> level.rate() != null && level.note() != null)
                .forEach(level -> sentences.add(
                        "<span class=\"bad\">Note:</span> " + PageTemplate.escape(String.valueOf(level.note())) + "."));
        if (report.levels().stream().allMatch(level -> level.p99Ms() == null)) {
            sentences.add("p99 is unknown: it needs 1,000 samples per level.");
        }
        return sentences.stream().map(s -> "<p>" + s + "</p>").collect(Collectors.joining("\n"));
    }

    private static String table(Report report, boolean closed) {
        StringBuilder html = new StringBuilder("<thead><tr>");
        html.append("<th scope=\"col\">").append(closed ? "callers" : "rate/s").append("</th>");
        for (String head : HEAD) {
            html.append("<th scope=\"col\">").append(head).append("</th>");
        }
        html.append("</tr></thead>\n<tbody>\n");
        report.levels().forEach(level -> row(html, level));
        return html.append("</tbody>").toString();
    }

    private static void row(StringBuilder html, LevelResult level) {
        String name = level.concurrency() != null ? level.concurrency().toString() : NumberText.of(level.rate());
        html.append("<tr><th scope=\"row\">").append(name).append("</th>");
        cell(html, "", String.format(Locale.ROOT, "%,d", level.sent()));
        cell(html, "", String.format(Locale.ROOT, "%,d", level.succeeded()));
        for (long count : new long[] {level.failed(), level.timedOut(), level.unfinished()}) {
            cell(html, count > 0 ? "bad" : "", String.format(Locale.ROOT, "%,d", count));
        }
        cell(html, "", NumberText.of(level.throughput()));
        times(
                html,
                level.meanMs(),
                level.minMs(),
                level.p50Ms(),
                level.p90Ms(),
                level.p95Ms(),
                level.p99Ms(),
                level.p999Ms(),
                level.maxMs());
        html.append("</tr>\n");
        remarks(html, TextTable.remarks(level));
    }

    /** A row of its own, as wide as the page: a column would be the last, and beyond the page's edge. */
    private static void remarks(StringBuilder html, String remarks) {
        if (!remarks.isEmpty()) {
            html.append("<tr class=\"remarks\"><td colspan=\"")
                    .append(1 + HEAD.size())
                    .append("\"><div>")
                    .append(PageTemplate.escape(remarks))
                    .append("</div></td></tr>\n");
        }
    }

    private static void times(StringBuilder html, @Nullable Double... millis) {
        for (Double time : millis) {
            cell(html, "", NumberText.of(time));
        }
    }

    private static void cell(StringBuilder html, String style, String content) {
        html.append(style.isEmpty() ? "<td>" : "<td class=\"" + style + "\">")
                .append(content)
                .append("</td>");
    }

    private static String items(List<String> sentences) {
        return sentences.stream()
                .map(s -> "<li>" + PageTemplate.escape(s) + "</li>")
                .collect(Collectors.joining("\n"));
    }
}

package smart.bench.report;

import java.util.List;
import java.util.stream.Collectors;
import smart.bench.chart.Figure;
import smart.bench.compare.Comparison;
import smart.bench.compare.Verdict;

/** The page of a comparison. */
final class ComparisonPage {
    private ComparisonPage() {}

    static String of(Comparison comparison, Figure figure) {
        String summary = "<p><strong>" + PageTemplate.escape(Verdict.of(comparison)) + ".</strong></p><p>"
                + PageTemplate.escape(Verdict.levels(comparison)) + ".</p><p>a: <code>"
                + PageTemplate.escape(comparison.a()) + "</code><br>b: <code>" + PageTemplate.escape(comparison.b())
                + "</code></p>";
        String rows = comparison.levels().stream()
                .map(level -> "<tr>" + cells("td", ComparisonTable.cells(level)) + "</tr>")
                .collect(Collectors.joining("\n"));
        return new PageTemplate("Two runs compared", "response time and throughput, level by level", figure)
                .with("summary", summary)
                .with(
                        "table",
                        "<thead><tr>" + cells("th", ComparisonTable.HEAD) + "</tr></thead><tbody>" + rows + "</tbody>")
                .with(
                        "about",
                        "<li>Noise is known from " + PageTemplate.escape(comparison.method())
                                + ". Times are milliseconds. A ratio above 1 means that b is slower; its band is the 95 %"
                                + " confidence interval. All levels together are judged by the geometric mean of their ratios.</li><li>"
                                + (comparison.errors().independent()
                                        ? "The shares of errors are compared as if each request failed independently of the"
                                                + " others. One outage during a run can look like a difference."
                                        : "Shares of errors differ only if they do so in the rounds, too: the failures of"
                                                + " one outage depend on one another.")
                                + "</li>")
                .data(JsonFile.text(comparison));
    }

    private static String cells(String element, List<String> texts) {
        return texts.stream()
                .map(text -> "<" + element + ">" + PageTemplate.escape(text) + "</" + element + ">")
                .collect(Collectors.joining());
    }
}

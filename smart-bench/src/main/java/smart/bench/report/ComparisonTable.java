package smart.bench.report;

import java.util.List;
import java.util.Locale;
import smart.bench.compare.Comparison;
import smart.bench.compare.Ratio;
import smart.bench.result.NumberText;

/** A comparison as rows of text, for the terminal and for the page. */
public final class ComparisonTable {
    static final List<String> HEAD = List.of(
            "load",
            "mean a, ms",
            "mean b, ms",
            "b/a",
            "from",
            "to",
            "differs",
            "p95 a, ms",
            "p95 b, ms",
            "per s b/a",
            "errors a",
            "errors b");
    /** The same in two lines of the terminal. */
    private static final List<List<String>> TEXT_HEAD = List.of(
            List.of("", "mean a", "mean b", "ratio", "95 %", "", "", "p95 a", "p95 b", "per s", "errors", "errors"),
            List.of("load", "ms", "ms", "b/a", "from", "to", "differs", "ms", "ms", "b/a", "a", "b"));

    /** With the spaces between them 80 columns. */
    private static final List<Integer> WIDTHS = List.of(4, 6, 6, 6, 5, 6, 7, 6, 6, 5, 6, 6);

    private ComparisonTable() {}

    /** The whole table. */
    public static String of(Comparison comparison) {
        StringBuilder table = new StringBuilder();
        TEXT_HEAD.forEach(head -> table.append(line(head)));
        comparison.levels().forEach(level -> table.append(line(cells(level))));
        return table.toString();
    }

    static List<String> cells(Comparison.Pair level) {
        Ratio time = level.time();
        return List.of(
                NumberText.sixDigits(level.a().load()),
                NumberText.of(level.a().meanMs()),
                NumberText.of(level.b().meanMs()),
                ratio(time == null ? Double.NaN : time.value()),
                ratio(time == null ? Double.NaN : time.low()),
                ratio(time == null ? Double.NaN : time.high()),
                differs(level),
                NumberText.of(level.a().p95Ms()),
                NumberText.of(level.b().p95Ms()),
                ratio(level.throughput() == null ? Double.NaN : level.throughput()),
                NumberText.percent(level.errors().a()).replace(" ", ""),
                NumberText.percent(level.errors().b()).replace(" ", ""));
    }

    private static String differs(Comparison.Pair level) {
        if (level.errors().differ()) {
            return "errors";
        }
        Ratio time = level.time();
        if (time == null || (!time.beyondNoise() && !level.errors().same())) {
            return "?"; // too few requests to tell
        }
        return !time.beyondNoise() ? "no" : time.value() > 1 ? "slower" : "faster";
    }

    private static String ratio(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : "-";
    }

    private static String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            line.append(" ".repeat(Math.max(0, WIDTHS.get(i) - cells.get(i).length())))
                    .append(cells.get(i))
                    .append(' ');
        }
        return line.toString().stripTrailing() + "\n";
    }
}

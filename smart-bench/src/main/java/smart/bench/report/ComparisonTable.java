package smart.bench.report;

import java.util.List;
import java.util.Locale;
import smart.bench.compare.Comparison;
import smart.bench.compare.Ratio;

/** A comparison as rows of text, for the terminal and for the page. */
public final class ComparisonTable {
    static final List<String> HEAD =
            List.of("load", "ms a", "ms b", "b/a", "from", "to", "differs", "p95 a", "p95 b", "ok/s", "err a", "err b");

    private ComparisonTable() {}

    /** The whole table. */
    public static String of(Comparison comparison) {
        StringBuilder table = new StringBuilder(line(HEAD));
        comparison.levels().forEach(level -> table.append(line(cells(level))));
        return table.toString();
    }

    static List<String> cells(Comparison.Level level) {
        Ratio time = level.time();
        return List.of(
                JsonFile.sixDigits(level.a().load()),
                Figures.of(level.a().meanMs()),
                Figures.of(level.b().meanMs()),
                ratio(time == null ? Double.NaN : time.value()),
                ratio(time == null ? Double.NaN : time.low()),
                ratio(time == null ? Double.NaN : time.high()),
                differs(level),
                Figures.of(level.a().p95Ms()),
                Figures.of(level.b().p95Ms()),
                ratio(level.throughput() == null ? Double.NaN : level.throughput()),
                Figures.percent(level.errors().a()).replace(" ", ""),
                Figures.percent(level.errors().b()).replace(" ", ""));
    }

    private static String differs(Comparison.Level level) {
        if (level.errors().differ()) {
            return "errors";
        }
        Ratio time = level.time();
        return time == null ? "?" : !time.beyondNoise() ? "no" : time.value() > 1 ? "slower" : "faster";
    }

    private static String ratio(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : "-";
    }

    private static String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            int width = i == 0 ? 5 : 6;
            line.append(" ".repeat(Math.max(0, width - cells.get(i).length())))
                    .append(cells.get(i))
                    .append(' ');
        }
        return line.toString().stripTrailing() + "\n";
    }
}

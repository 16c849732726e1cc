package smart.bench.report;

import java.util.List;
import java.util.Locale;
import smart.bench.compare.Comparison;
import smart.bench.compare.Ratio;

/** A comparison as rows of text, for the terminal and for the page. */
public final class ComparisonTable {
    static final List<String> HEAD = List.of(
            "callers", "mean a", "mean b", "b / a", "95 % from", "to", "beyond noise", "p95 a", "p95 b", "ok/s b / a");

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
                time == null ? "not known" : !time.beyondNoise() ? "no" : time.value() > 1 ? "slower" : "faster",
                Figures.of(level.a().p95Ms()),
                Figures.of(level.b().p95Ms()),
                ratio(level.throughput() == null ? Double.NaN : level.throughput()));
    }

    private static String ratio(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : "-";
    }

    private static String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            int width = Math.max(7, HEAD.get(i).length());
            line.append(" ".repeat(Math.max(0, width - cells.get(i).length())))
                    .append(cells.get(i))
                    .append("  ");
        }
        return line.toString().stripTrailing() + "\n";
    }
}

package smart.lab.limit;

import java.util.List;
import java.util.Locale;

/** The results as Markdown. */
final class Table {
    private Table() {}

    static String head() {
        return """

                | backend, offered calls/s | rule | goodput | p50 ms | p99 ms | refused | settled after s | limit at the end | load |
                |---|---|---|---|---|---|---|---|---|
                """;
    }

    /** One trial with all rules. */
    static String of(Trial trial, List<Cell> cells) {
        StringBuilder rows = new StringBuilder();
        for (Cell cell : cells) {
            rows.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %.1f | %.0f | %.0f | %.2f %% | %s | %.0f | %.1f%s |%n",
                    trial.isSteady()
                            ? String.format(Locale.ROOT, "%s, %,.0f", trial.name(), trial.rate())
                            : trial.description(),
                    cell.rule().equals(Rule.ADAPTIVE.name()) ? "**" + cell.rule() + "**" : cell.rule(),
                    cell.goodput(),
                    cell.p50(),
                    cell.p99(),
                    100 * cell.refused(),
                    Double.isNaN(cell.settled()) ? "never" : String.format(Locale.ROOT, "%.0f", cell.settled()),
                    cell.limit(),
                    cell.load(),
                    cell.generatorLimited() ? ", busy" : ""));
        }
        return rows.toString();
    }
}

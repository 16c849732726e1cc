package smart.lab.hedging;

import java.util.List;
import java.util.Locale;

/** The results as Markdown. */
final class HedgingTable {
    private HedgingTable() {}

    /** One backend with all its settings. */
    static String of(TestedBackend backend, List<HedgingCell> cells) {
        StringBuilder table = new StringBuilder("\n**" + backend.name() + "**: " + backend.description() + "\n\n"
                + "| setting | within 1 s | p50 ms | p95 ms | p99 ms | p99.9 ms | extra load | succeeded/s | calls |"
                + (isShared(backend) ? " to the first |" : "")
                + "\n|---|---|---|---|---|---|---|---|---|"
                + (isShared(backend) ? "---|\n" : "\n"));
        for (HedgingCell cell : cells) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %.1f %% | %s | %s | %s | %s | %s | %.1f | %d%s |%s%n",
                    cell.setting(),
                    100 * cell.withinSecond(),
                    millis(cell.p50()),
                    millis(cell.p95()),
                    millis(cell.p99()),
                    millis(cell.p999()),
                    // If calls are refused, the backend's requests do not measure the extra attempts.
                    backend.mockOptions().isEmpty()
                            ? String.format(Locale.ROOT, "%.1f %%", Math.round(1000 * cell.extraLoad()) / 10.0)
                            : "",
                    cell.goodput(),
                    cell.calls(),
                    cell.generatorLimited() ? " (limited by the generator)" : "",
                    isShared(backend) ? toTheFirst(cell) : ""));
        }
        return table.toString();
    }

    /** Whether there are several machines, of which the first may differ. */
    private static boolean isShared(TestedBackend backend) {
        return backend.replicas().stream().filter(Replica::isUp).count() > 2;
    }

    private static String toTheFirst(HedgingCell cell) {
        long all = cell.requests().stream().mapToLong(Long::longValue).sum();
        return String.format(Locale.ROOT, " %.1f %% |", 100.0 * cell.requests().get(0) / all);
    }

    private static String millis(double value) {
        return Double.isNaN(value) ? "never" : String.format(Locale.ROOT, "%.0f", value);
    }
}

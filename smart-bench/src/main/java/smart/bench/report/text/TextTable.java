package smart.bench.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import smart.bench.result.LevelResult;
import smart.bench.result.NumberText;

/** The table in the terminal: one line per level, and one more for its problems. */
public final class TextTable {
    private TextTable() {}

    /** The head of the table. */
    public static String head(boolean closed) {
        return line("", "", "", "succeed", "mean", "p50", "p95", "p99", "p99.9", "max") + "\n"
                + line(closed ? "callers" : "per s", "sent", "ok", "per s", "ms", "ms", "ms", "ms", "ms", "ms");
    }

    /** The lines of one level. */
    public static String row(LevelResult level) {
        String name = level.concurrency() != null ? level.concurrency().toString() : NumberText.of(level.rate());
        String row = line(
                name,
                level.sent(),
                level.succeeded(),
                NumberText.of(level.throughput()),
                NumberText.of(level.meanMs()),
                NumberText.of(level.p50Ms()),
                NumberText.of(level.p95Ms()),
                NumberText.of(level.p99Ms()),
                NumberText.of(level.p999Ms()),
                NumberText.of(level.maxMs()));
        String remarks = remarks(level);
        return remarks.isEmpty() ? row : row + "\n" + Wrapped.of("        ! ", remarks, "          ");
    }

    /** The problems of a level: failures by cause, timeouts, unfinished requests, doubts about the level. */
    public static String remarks(LevelResult level) {
        List<String> remarks = new ArrayList<>();
        for (Map.Entry<String, Long> failure : level.failures().entrySet()) {
            String cause = failure.getKey().equals("status") ? "unexpected status" + statuses(level) : failure.getKey();
            remarks.add(failure.getValue() + " " + cause.replace('_', ' '));
        }
        add(remarks, level.timedOut(), "timed out");
        add(remarks, level.unfinished(), "unfinished");
        add(remarks, level.unsent() == null ? 0 : level.unsent(), "could not be sent in time");
        add(remarks, level.late() == null ? 0 : level.late(), "sent more than 10 ms late");
        LevelResult.Percentiles all = level.withErrors();
        if (all != null) {
            percentile(remarks, 95, all.p95Ms());
            percentile(remarks, 99, all.p99Ms());
        }
        if (level.note() != null) {
            remarks.add(level.note());
        }
        if (level.slowestTrace() != null) {
            remarks.add("slowest: trace " + level.slowestTrace());
        }
        return String.join(", ", remarks);
    }

    /**
     * The table's percentiles cover the successes only. Nothing is added if fewer than that share succeeded, as the counts
     * of the failures say, or if there are too few samples.
     */
    private static void percentile(List<String> remarks, int percentile, @Nullable Double millis) {
        if (millis != null) {
            remarks.add("p" + percentile + " of all requests: " + NumberText.of(millis) + " ms");
        }
    }

    /** The probable statuses: those that usually mean failure, otherwise all. */
    private static String statuses(LevelResult level) {
        List<String> bad = level.statuses().keySet().stream()
                .filter(status -> status.compareTo("400") >= 0)
                .toList();
        return " (" + String.join(", ", bad.isEmpty() ? level.statuses().keySet() : bad) + ")";
    }

    private static void add(List<String> remarks, long count, String what) {
        if (count > 0) {
            remarks.add(count + " " + what);
        }
    }

    private static String line(Object... cells) {
        return String.format(Locale.ROOT, "%7s %8s %8s %8s %7s %6s %6s %7s %7s %7s", cells);
    }
}

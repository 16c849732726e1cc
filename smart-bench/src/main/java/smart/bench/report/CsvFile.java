package smart.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import smart.bench.result.LevelResult;
import smart.bench.result.NumberText;
import smart.bench.result.Report;

/** {@code report.csv}: one line per level (RFC 4180); an unknown value is an empty field. */
public final class CsvFile {
    private CsvFile() {}

    /** The report as CSV. */
    public static String text(Report report) {
        boolean closed = report.levels().stream().allMatch(level -> level.rate() == null);
        StringBuilder csv = new StringBuilder(closed ? "concurrency" : "rate")
                .append(",sent,succeeded,failed,timedOut,unfinished,statuses,failures,durationMs,throughput,")
                .append(
                        "meanMs,meanErrorMs,minMs,p50Ms,p90Ms,p95Ms,p99Ms,p999Ms,maxMs,generatorLimited,measuredConcurrency,")
                .append(
                        "unsent,late,warmupMs,note,slowestTrace,withErrorsP50Ms,withErrorsP90Ms,withErrorsP95Ms,withErrorsP99Ms,")
                .append("withErrorsP999Ms\r\n");
        for (LevelResult level : report.levels()) {
            csv.append(fields(level).stream().map(CsvFile::field).collect(Collectors.joining(",")))
                    .append("\r\n");
        }
        return csv.toString();
    }

    private static List<Object> fields(LevelResult level) {
        List<Object> fields = new ArrayList<>();
        fields.add(level.load());
        fields.addAll(List.of(level.sent(), level.succeeded(), level.failed(), level.timedOut(), level.unfinished()));
        fields.add(counts(level.statuses().entrySet()));
        fields.add(counts(level.failures().entrySet()));
        fields.add(known(level.durationMs()));
        fields.add(known(level.throughput()));
        fields.add(known(level.meanMs()));
        fields.add(known(level.meanErrorMs()));
        fields.add(known(level.minMs()));
        fields.add(known(level.p50Ms()));
        fields.add(known(level.p90Ms()));
        fields.add(known(level.p95Ms()));
        fields.add(known(level.p99Ms()));
        fields.add(known(level.p999Ms()));
        fields.add(known(level.maxMs()));
        fields.add(level.generatorLimited());
        fields.add(known(level.measuredConcurrency()));
        fields.add(known(level.unsent()));
        fields.add(known(level.late()));
        fields.add(known(level.warmupMs()));
        fields.add(known(level.note()));
        fields.add(known(level.slowestTrace()));
        LevelResult.Percentiles all = level.ofAll();
        fields.add(known(all.p50Ms()));
        fields.add(known(all.p90Ms()));
        fields.add(known(all.p95Ms()));
        fields.add(known(all.p99Ms()));
        fields.add(known(all.p999Ms()));
        return fields;
    }

    private static Object known(@Nullable Object value) {
        return Objects.requireNonNullElse(value, "");
    }

    private static String counts(Iterable<Map.Entry<String, Long>> counts) {
        List<String> parts = new ArrayList<>();
        counts.forEach(count -> parts.add(count.getKey() + "=" + count.getValue()));
        return String.join(" ", parts);
    }

    private static String field(Object value) {
        String text = value instanceof Double number ? NumberText.sixDigits(number) : value.toString();
        boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}

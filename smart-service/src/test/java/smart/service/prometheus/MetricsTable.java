package smart.service.prometheus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The table of metrics in {@code docs/operations.md}.
 *
 * @param rows those that name a metric
 */
record MetricsTable(List<Row> rows) {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /**
     * A row.
     *
     * @param families the names in Prometheus, without labels
     * @param metrics the names in Dropwizard's registry
     * @param meaning the last cell
     */
    record Row(List<String> families, List<Pattern> metrics, String meaning) {}

    static MetricsTable read() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "operations.md"));
        return new MetricsTable(page.lines()
                .dropWhile(line -> !line.equals("## Metrics"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("|") && line.contains("`"))
                .map(line -> line.split("\\|", -1))
                .map(cells -> new Row(
                        names(cells[1])
                                .map(name -> name.replaceAll("\\{.*", ""))
                                .toList(),
                        names(cells[2]).map(MetricsTable::pattern).toList(),
                        cells[3]))
                .toList());
    }

    boolean hasFamily(String family) {
        return rows.stream().anyMatch(row -> row.families().contains(family));
    }

    boolean hasMetric(String metric) {
        return rows.stream().flatMap(row -> row.metrics().stream()).anyMatch(pattern -> pattern.matcher(metric)
                .matches());
    }

    /** The families that exist in every configuration. */
    Stream<String> alwaysThere() {
        return rows.stream()
                .filter(row -> !row.meaning().toLowerCase(java.util.Locale.ROOT).contains("absent"))
                .flatMap(row -> row.families().stream())
                .filter(family -> !family.contains("*"));
    }

    /** The code in a cell. A short name, such as {@code _idle} or {@code .idle}, replaces the end of the first name. */
    private static Stream<String> names(String cell) {
        List<String> names = new ArrayList<>();
        CODE.matcher(cell).results().map(code -> code.group(1)).forEach(name -> {
            String separator = name.substring(0, 1);
            boolean isShort = !names.isEmpty() && (separator.equals("_") || separator.equals("."));
            names.add(isShort ? names.get(0).substring(0, names.get(0).lastIndexOf(separator)) + name : name);
        });
        return names.stream();
    }

    /** A part in capitals stands for any text. */
    private static Pattern pattern(String name) {
        return Pattern.compile(name.replace(".", "\\.").replaceAll("[A-Z]{2,}", ".+"));
    }
}

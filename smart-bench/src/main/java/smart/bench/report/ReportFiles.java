package smart.bench.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import smart.bench.chart.Figure;
import smart.bench.chart.RateFigure;
import smart.bench.chart.SweepFigure;
import smart.bench.result.Measured;
import smart.bench.result.Report;

/** Writes the files of a run. */
public final class ReportFiles {
    private ReportFiles() {}

    /**
     * Writes all of them, in place of older ones.
     *
     * @param prefix the path that {@code .html}, {@code .json} and so on are added to
     * @throws IOException if a file can't be written; the message says which
     */
    public static void write(Report report, List<Measured> levels, Path prefix) throws IOException {
        Figure figure = report.levels().get(0).rate() == null
                ? SweepFigure.of(report)
                : RateFigure.of(report.url(), levels.get(0));
        text(prefix, ".json", JsonFile.text(report));
        text(prefix, ".csv", CsvFile.text(report));
        text(prefix, ".svg", figure.svgDocument());
        text(prefix, ".html", HtmlPage.of(report, figure));
        try (OutputStream png = Files.newOutputStream(path(prefix, ".png"))) {
            figure.writePng(png);
        }
        try (OutputStream file = Files.newOutputStream(path(prefix, ".hlog"));
                PrintStream log = new PrintStream(file, false, StandardCharsets.UTF_8)) {
            HistogramLog.write(levels, Instant.parse(report.startedAt()).toEpochMilli(), log);
        }
    }

    private static void text(Path prefix, String extension, String text) throws IOException {
        Files.writeString(path(prefix, extension), text);
    }

    static Path path(Path prefix, String extension) {
        return prefix.resolveSibling(prefix.getFileName() + extension);
    }
}

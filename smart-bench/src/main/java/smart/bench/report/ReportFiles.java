package smart.bench.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import smart.bench.chart.Figure;
import smart.bench.chart.RateFigure;
import smart.bench.chart.SweepFigure;
import smart.bench.chart.picture.Drawing;
import smart.bench.result.MeasuredLevel;
import smart.bench.result.Report;

/** Writes the files of a run. */
public final class ReportFiles {
    private ReportFiles() {}

    /**
     * Writes all files and replaces older ones. If one fails, the others are still written.
     *
     * @param prefix the path before {@code .html}, {@code .json} and so on
     */
    public static Written write(Report report, List<MeasuredLevel> levels, Path prefix, Drawing drawing) {
        Figure figure = report.levels().get(0).rate() == null
                ? SweepFigure.of(report)
                : RateFigure.of(report.url(), levels.get(0));
        OutputFiles files = new OutputFiles(prefix);
        files.text(".json", () -> JsonFile.text(report));
        files.text(".csv", () -> CsvFile.text(report));
        files.text(".html", () -> HtmlPage.of(report, figure));
        files.picture(".svg", () -> drawing.svg(figure));
        files.picture(".png", () -> drawing.png(figure));
        files.bytes(".hlog", out -> {
            PrintStream log = new PrintStream(out, false, StandardCharsets.UTF_8);
            HistogramLog.write(levels, Instant.parse(report.startedAt()).toEpochMilli(), log);
            if (log.checkError()) {
                throw new IOException("the disk may be full");
            }
        });
        return files.written();
    }
}

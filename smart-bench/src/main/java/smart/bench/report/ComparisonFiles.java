package smart.bench.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import smart.bench.chart.ComparisonFigure;
import smart.bench.chart.Figure;
import smart.bench.compare.Comparison;

/** Writes the files of a comparison: {@code .html}, {@code .png}, {@code .svg} and {@code .json}. */
public final class ComparisonFiles {
    private ComparisonFiles() {}

    /**
     * Writes all of them, in place of older ones.
     *
     * @throws IOException if a file can't be written
     */
    public static void write(Comparison comparison, Path prefix) throws IOException {
        Figure figure = ComparisonFigure.of(comparison);
        Files.writeString(ReportFiles.path(prefix, ".html"), ComparisonPage.of(comparison, figure));
        Files.writeString(ReportFiles.path(prefix, ".svg"), figure.svgDocument());
        Files.writeString(ReportFiles.path(prefix, ".json"), JsonFile.text(comparison));
        try (OutputStream png = Files.newOutputStream(ReportFiles.path(prefix, ".png"))) {
            figure.writePng(png);
        }
    }
}

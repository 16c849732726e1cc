package smart.bench.report;

import java.nio.file.Path;
import smart.bench.chart.ComparisonFigure;
import smart.bench.chart.Figure;
import smart.bench.chart.picture.Drawing;
import smart.bench.compare.Comparison;

/** Writes the files of a comparison: {@code .html}, {@code .png}, {@code .svg} and {@code .json}. */
public final class ComparisonFiles {
    private ComparisonFiles() {}

    /** Writes all files and replaces older ones. If one fails, the others are still written. */
    public static Written write(Comparison comparison, Path prefix, Drawing drawing) {
        Figure figure = ComparisonFigure.of(comparison);
        OutputFiles files = new OutputFiles(prefix);
        files.text(".json", () -> JsonFile.text(comparison));
        files.text(".html", () -> ComparisonPage.of(comparison, figure));
        files.picture(".svg", () -> drawing.svg(figure));
        files.picture(".png", () -> drawing.png(figure));
        return files.written();
    }
}

package smart.bench.report;

import java.nio.file.Path;
import java.util.List;
import smart.bench.chart.ComparisonFigure;
import smart.bench.chart.Figure;
import smart.bench.compare.Comparison;

/** Writes the files of a comparison: {@code .html}, {@code .png}, {@code .svg} and {@code .json}. */
public final class ComparisonFiles {
    private ComparisonFiles() {}

    /** Writes all of them, in place of older ones; a line for each that could not be written. */
    public static List<String> write(Comparison comparison, Path prefix) {
        Figure figure = ComparisonFigure.of(comparison);
        OutputFiles files = new OutputFiles(prefix);
        files.text(".json", () -> JsonFile.text(comparison));
        files.text(".html", () -> ComparisonPage.of(comparison, figure));
        files.text(".svg", figure::svgDocument);
        files.bytes(".png", figure::writePng);
        return files.lost();
    }
}

package smart.bench.chart.picture;

import smart.bench.chart.Figure;

/**
 * Writes a figure to files. If Java has no font system (a JRE without fontconfig and FreeType), both methods throw a
 * {@link LinkageError}, an {@link InternalError} or a {@link RuntimeException}, depending on the JDK's version.
 */
public interface Drawing {
    /** A PNG image. */
    byte[] png(Figure figure);

    /** An SVG document that needs nothing else. */
    byte[] svg(Figure figure);
}

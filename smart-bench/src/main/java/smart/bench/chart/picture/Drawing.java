package smart.bench.chart.picture;

import smart.bench.chart.Figure;

/** Writes a figure to files. Both methods throw a {@link NoFontsException} if Java can't draw letters. */
public interface Drawing {
    /** A PNG image. */
    byte[] png(Figure figure);

    /** An SVG document that needs nothing else. */
    byte[] svg(Figure figure);
}

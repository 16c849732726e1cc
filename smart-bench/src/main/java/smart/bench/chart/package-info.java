/**
 * Draws a run. A {@link smart.bench.chart.Figure} is drawn once, on a {@link smart.bench.chart.Surface}: an SVG text or a PNG image. Text in an image is drawn
 * with strokes of our own, as a machine without a screen often has no fonts. Not thread-safe.
 */
@NullMarked
package smart.bench.chart;

import org.jspecify.annotations.NullMarked;

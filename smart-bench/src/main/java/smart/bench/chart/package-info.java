/**
 * Draws a run. A {@link smart.bench.chart.Figure} defines the content; a {@link smart.bench.chart.picture.Picture}
 * draws it as PNG or SVG with XChart and a font of the jar, and the page of the report draws it with uPlot. Not
 * thread-safe.
 */
@NullMarked
package smart.bench.chart;

import org.jspecify.annotations.NullMarked;

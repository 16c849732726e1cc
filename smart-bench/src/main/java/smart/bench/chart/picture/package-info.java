/**
 * Draws a {@link smart.bench.chart.Figure} as PNG or SVG, with XChart and with letters from the jar, so that a picture looks
 * the same on each machine. Used by one thread at a time.
 */
@NullMarked
package smart.bench.chart.picture;

import org.jspecify.annotations.NullMarked;

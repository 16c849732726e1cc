/**
 * The counts of a level: outcomes, latencies, the window in which they count, and whether the generator kept up. A
 * {@link smart.bench.load.measure.Tally} is used by one event loop; a finished
 * {@link smart.bench.load.measure.Measurement} is read by the thread that waited for it.
 */
@NullMarked
package smart.bench.load.measure;

import org.jspecify.annotations.NullMarked;

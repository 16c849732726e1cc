/** Shows a run: as a table, as graphs, as files. Everything is written on the thread of the run. */
@NullMarked
package smart.bench.report;

import org.jspecify.annotations.NullMarked;

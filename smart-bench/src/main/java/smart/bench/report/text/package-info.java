/** The terminal output: tables, graphs, and figures as text. Immutable, or used only by the main thread. */
@NullMarked
package smart.bench.report.text;

import org.jspecify.annotations.NullMarked;

/** What the terminal shows: tables, graphs, and figures as text. Immutable, or used by the main thread alone. */
@NullMarked
package smart.bench.report.text;

import org.jspecify.annotations.NullMarked;

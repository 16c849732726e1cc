/** The results of a run as values: the levels, and the conclusions from them. Nothing here has a thread. */
@NullMarked
package smart.bench.result;

import org.jspecify.annotations.NullMarked;

/** Statistics to separate a difference from noise. */
@NullMarked
package smart.bench.statistics;

import org.jspecify.annotations.NullMarked;

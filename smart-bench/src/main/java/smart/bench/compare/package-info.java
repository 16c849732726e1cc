/** Compares two runs, and separates differences from noise. */
@NullMarked
package smart.bench.compare;

import org.jspecify.annotations.NullMarked;

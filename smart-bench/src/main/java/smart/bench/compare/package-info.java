/** Sets two runs side by side and tells difference from noise. */
@NullMarked
package smart.bench.compare;

import org.jspecify.annotations.NullMarked;

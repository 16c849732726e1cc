/** Conditions under which a run counts as failed: {@code --fail-if}. */
@NullMarked
package smart.bench.threshold;

import org.jspecify.annotations.NullMarked;

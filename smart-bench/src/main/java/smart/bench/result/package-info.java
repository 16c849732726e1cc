/** What a run found, as values: the levels, and what follows from them. Nothing here holds a thread. */
@NullMarked
package smart.bench.result;

import org.jspecify.annotations.NullMarked;

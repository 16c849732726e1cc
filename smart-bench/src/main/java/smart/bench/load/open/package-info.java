/**
 * The open model: requests leave at times that a schedule fixes in advance, whether or not earlier ones have finished.
 * Each lane is used by its own event loop.
 */
@NullMarked
package smart.bench.load.open;

import org.jspecify.annotations.NullMarked;

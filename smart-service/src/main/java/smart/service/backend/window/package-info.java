/**
 * Sliding windows of time, in slices: what was counted in the oldest slice is forgotten as a whole. Holds no state; safe for
 * use by many threads.
 */
@NullMarked
package smart.service.backend.window;

import org.jspecify.annotations.NullMarked;

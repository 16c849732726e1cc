/** Limits the calls in flight, and refuses the rest at once. Nothing here blocks. */
@NullMarked
package smart.service.limit;

import org.jspecify.annotations.NullMarked;

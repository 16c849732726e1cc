/** Bounds how many calls are in progress, and refuses the rest at once. Nothing here waits. */
@NullMarked
package smart.service.limit;

import org.jspecify.annotations.NullMarked;

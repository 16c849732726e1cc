/**
 * {@code backend_errors.log}: one line for each failed attempt. A note is queued on the thread that ended the attempt and
 * written by one thread of its own, which is also the one that clears the file, so that both happen in order.
 */
@NullMarked
package smart.service.errorlog;

import org.jspecify.annotations.NullMarked;

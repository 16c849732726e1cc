/**
 * {@code backend_errors.log}: one line for each failed attempt. The thread that ended the attempt queues the note. One
 * writer thread writes and clears the file, so that both happen in order.
 */
@NullMarked
package smart.service.errorlog;

import org.jspecify.annotations.NullMarked;

/**
 * The selector that serves both legs of a call, and the timers of its calls.
 *
 * <p><b>Threads.</b> A {@link smart.service.backend.client.loop.SelectorLoop} has one thread. Another thread hands a task to it with
 * {@code execute}.
 */
@NullMarked
package smart.service.backend.client.loop;

import org.jspecify.annotations.NullMarked;

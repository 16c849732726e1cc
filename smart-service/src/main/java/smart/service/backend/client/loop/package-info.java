/**
 * The selector that serves both sides of a call, and the timers of its calls.
 *
 * <p><b>Threads.</b> A {@link smart.service.backend.client.loop.SelectorLoop} has one thread. Other threads submit
 * tasks with {@code execute}.
 */
@NullMarked
package smart.service.backend.client.loop;

import org.jspecify.annotations.NullMarked;

/**
 * Applies the rules once a second: {@link smart.service.admin.console.watch.Sampler} reads the meters,
 * {@link smart.service.admin.console.watch.Judge} finds the state, and a change of it becomes an
 * {@link smart.service.admin.console.watch.Event}.
 *
 * <p><b>Threads.</b> The scheduler's one thread samples and judges. The last verdict and the events may be read by any thread.
 */
@NullMarked
package smart.service.admin.console.watch;

import org.jspecify.annotations.NullMarked;

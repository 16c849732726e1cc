/**
 * The meters of the last six hours, in fixed memory: {@link smart.service.admin.console.history.Sample} is one reading
 * of them, {@link smart.service.admin.console.history.Interval} the difference between two.
 *
 * <p><b>Threads.</b> One thread adds samples to the {@link smart.service.admin.console.history.History}; any thread may
 * read it. {@link smart.service.admin.console.history.Silence.Watch} is for one thread. The other types are immutable.
 */
@NullMarked
package smart.service.admin.console.history;

import org.jspecify.annotations.NullMarked;

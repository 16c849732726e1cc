/**
 * The console's data about this process: its identity, its JVM, its health checks, and a clock that does not jump when
 * the machine's clock is set. Safe for use by many threads.
 */
@NullMarked
package smart.service.admin.console.process;

import org.jspecify.annotations.NullMarked;

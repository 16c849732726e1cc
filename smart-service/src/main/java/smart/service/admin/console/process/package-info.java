/**
 * What the console knows of this process: its identity, its JVM, its health checks, and a clock that goes on evenly when the
 * machine's clock is set. Safe for use by many threads.
 */
@NullMarked
package smart.service.admin.console.process;

import org.jspecify.annotations.NullMarked;

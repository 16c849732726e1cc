/** Reads the command line. A mistake is one {@link smart.bench.arguments.UsageException}, made before anything is sent. */
@NullMarked
package smart.bench.arguments;

import org.jspecify.annotations.NullMarked;

/** Parses the command line. A mistake is a {@link smart.bench.arguments.UsageException} before any request is sent. */
@NullMarked
package smart.bench.arguments;

import org.jspecify.annotations.NullMarked;

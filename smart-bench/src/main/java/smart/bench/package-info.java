/** The benchmark's command: draws response time against concurrency. Parse, run, report; all on the main thread. */
@NullMarked
package smart.bench;

import org.jspecify.annotations.NullMarked;

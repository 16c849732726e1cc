/** The plan, and its execution level by level. Everything runs on the caller's thread; any thread may stop it. */
@NullMarked
package smart.bench.run;

import org.jspecify.annotations.NullMarked;

/**
 * What was asked for (the plan), and carrying it out level by level. All of it happens on the caller's thread; a stop may come
 * from any other.
 */
@NullMarked
package smart.bench.run;

import org.jspecify.annotations.NullMarked;

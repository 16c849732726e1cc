/** A server in this process that answers at once: to warm up the generator, and to find what this machine can do at most. */
@NullMarked
package smart.bench.selftest;

import org.jspecify.annotations.NullMarked;

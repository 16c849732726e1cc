/** A server in this process that responds at once, to warm up the generator and to find this machine's maximum. */
@NullMarked
package smart.bench.selftest;

import org.jspecify.annotations.NullMarked;

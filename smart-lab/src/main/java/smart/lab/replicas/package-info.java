/** Draws the throughput of one replica, of two, and so on: the figure of {@code docs/scaling.md}. */
@NullMarked
package smart.lab.replicas;

import org.jspecify.annotations.NullMarked;

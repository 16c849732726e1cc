/**
 * Sends the load and takes the times.
 *
 * <p>Everything about one connection (sending, receiving, timing out, counting) happens on the one event loop that it
 * belongs to, so that path takes no lock, except for the level's tickets. A level's future is completed on the event
 * loop that finished the level's last request; only then does the waiting thread read the loops' counts.
 */
@NullMarked
package smart.bench.load;

import org.jspecify.annotations.NullMarked;

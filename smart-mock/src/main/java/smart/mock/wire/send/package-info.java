/**
 * Sends a reply, or what a fault leaves of it, at the pace that the fault asks for. A transmission runs on the timer's thread
 * and on the threads of its connection, one after the other, and holds no thread while it waits.
 */
@NullMarked
package smart.mock.wire.send;

import org.jspecify.annotations.NullMarked;

/**
 * Sends a reply, possibly with a fault, at the fault's pace. A transmission runs on the timer's thread and on the
 * threads of its connection, one at a time, and holds no thread while it waits.
 */
@NullMarked
package smart.mock.wire.send;

import org.jspecify.annotations.NullMarked;

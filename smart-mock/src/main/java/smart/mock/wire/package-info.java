/**
 * How a reply reaches the caller. A request is taken up on a Jetty thread, which it leaves at once; when its delay is
 * over, a thread of the {@link smart.mock.wire.send.Timer} writes the reply, without blocking. Faults go past Jetty's HTTP
 * straight to the connection.
 */
@NullMarked
package smart.mock.wire;

import org.jspecify.annotations.NullMarked;

/**
 * Sends replies to callers. A Jetty thread accepts a request and is free at once. After the delay, a thread of the
 * {@link smart.mock.wire.send.Timer} writes the reply without blocking. Faults bypass Jetty's HTTP and use the
 * connection directly.
 */
@NullMarked
package smart.mock.wire;

import org.jspecify.annotations.NullMarked;

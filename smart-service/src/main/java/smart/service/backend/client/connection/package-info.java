/**
 * Connections to the backend: how they are opened (TCP, proxy tunnel, TLS), kept, reused and closed, and the exchange
 * of one request and response on each.
 *
 * <p><b>Threads.</b> A connection belongs to one {@link smart.service.backend.client.loop.SelectorLoop}, the one that
 * serves the call, and is used by its thread alone. Closing is the exception: any thread may close a connection, or
 * abort an exchange. A waiting connection has no buffer: the loop's single buffer serves all reads.
 */
@NullMarked
package smart.service.backend.client.connection;

import org.jspecify.annotations.NullMarked;

/**
 * The JAX-RS client from {@code jerseyClient}, and its transport: {@link smart.service.backend.client.BackendConnector} hands
 * each request to a {@link smart.service.backend.client.BackendConnection} of HTTP/1.1.
 *
 * <p><b>Threads.</b> A connection belongs to one {@link smart.service.backend.client.SelectorLoop}, the one that serves the
 * call, and is used by its thread alone. Closing is the exception: any thread may close a connection, or abort an exchange.
 * A connection that waits has no buffer: what is read goes through one buffer of the loop.
 */
@NullMarked
package smart.service.backend.client;

import org.jspecify.annotations.NullMarked;

/**
 * The application ports: connectors whose selectors also serve the connections to the backend, the dispatch of calls,
 * and the limits on callers' connections.
 *
 * <p><b>Threads.</b> The selector thread that read a call handles it ({@link smart.service.server.CallDispatch}) until
 * its response is written. Nothing on it blocks. All other requests go to a server thread.
 */
@NullMarked
package smart.service.server;

import org.jspecify.annotations.NullMarked;

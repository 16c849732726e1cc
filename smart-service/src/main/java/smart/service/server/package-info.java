/**
 * The application ports: connectors whose selectors carry the connections to the backend too, the dispatch of calls, and the
 * bounds on callers' connections.
 *
 * <p><b>Threads.</b> A call is handled on the selector's thread that read it ({@link smart.service.server.CallDispatch}), and
 * stays there until its answer is written. Nothing that happens on it waits. All other requests are given to a server thread.
 */
@NullMarked
package smart.service.server;

import org.jspecify.annotations.NullMarked;

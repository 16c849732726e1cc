/**
 * The service's wiring, and nothing else: no other package depends on this one. The packages are in the order in which
 * a request meets them:
 * <ol>
 * <li>{@code server}: the application ports; the loop that reads a request also handles it
 * <li>{@code request}: a GET becomes a call, and its result becomes a response
 * <li>{@code limit}: the call gets a permit, or is refused at once
 * <li>{@code hedge}: one attempt, and extra ones if it is slow or fails
 * <li>{@code backend}: the attempt, the choice of an address, the client and its connections
 * </ol> Beside the path: {@code errorlog} and {@code tracing} record each attempt, {@code prometheus} exposes the
 * metrics, {@code admin} serves operators. Before it: {@code command} starts the service, {@code config} reads the
 * {@code settings}, {@code warmup} rehearses calls, {@code health} decides when the service is ready.
 */
@NullMarked
package smart.service;

import org.jspecify.annotations.NullMarked;

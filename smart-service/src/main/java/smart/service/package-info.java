/**
 * The service's wiring, and nothing else: no other package depends on this one. The packages are in the order in which a
 * request meets them:
 * <ol>
 *   <li>{@code server}: the application ports; the loop that reads a request also handles it
 *   <li>{@code request}: a GET becomes a call, and what comes of it a response
 *   <li>{@code limit}: a permit, or a refusal at once
 *   <li>{@code hedge}: one attempt, and further ones where it is slow or fails
 *   <li>{@code backend}: the attempt, the choice of an address, the client and its connections
 * </ol>
 * Beside the path: {@code errorlog} and {@code tracing} hear of each attempt, {@code prometheus} shows what is counted,
 * {@code admin} shows and steers. Before it: {@code command} starts, {@code config} reads the {@code settings}, {@code warmup}
 * rehearses calls, {@code health} says when the service is ready.
 */
@NullMarked
package smart.service;

import org.jspecify.annotations.NullMarked;

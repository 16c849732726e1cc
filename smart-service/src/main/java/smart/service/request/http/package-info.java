/**
 * What of HTTP is the service's own: which header fields pass, request ids, the query's {@code timeout}, and problem details
 * (RFC 9457) for what the service itself has to say. Nothing here holds state.
 */
@NullMarked
package smart.service.request.http;

import org.jspecify.annotations.NullMarked;

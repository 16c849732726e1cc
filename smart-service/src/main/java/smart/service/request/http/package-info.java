/**
 * The service's HTTP rules: which header fields pass, request ids, the parameter {@code timeout}, and problem details
 * (RFC 9457) for the service's own responses. Nothing here holds state.
 */
@NullMarked
package smart.service.request.http;

import org.jspecify.annotations.NullMarked;

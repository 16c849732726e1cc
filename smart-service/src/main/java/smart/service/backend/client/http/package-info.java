/**
 * Reads HTTP/1.1 responses (RFC 9112) from bytes, as they arrive. A
 * {@link smart.service.backend.client.http.ResponseParser} is used only by the loop of its connection. It keeps no
 * reference to the given bytes.
 */
@NullMarked
package smart.service.backend.client.http;

import org.jspecify.annotations.NullMarked;

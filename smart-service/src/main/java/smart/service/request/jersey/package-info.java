/**
 * The JAX-RS resource at {@code /api/smart}, and how it finds the {@link smart.service.request.Call} that it serves.
 * All code here runs on the loop that read the request.
 */
@NullMarked
package smart.service.request.jersey;

import org.jspecify.annotations.NullMarked;

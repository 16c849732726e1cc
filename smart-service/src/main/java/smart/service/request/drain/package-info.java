/**
 * Draining: the service is not ready, so that a load balancer sends no more calls, and each response closes its
 * connection. Safe for use by many threads.
 */
@NullMarked
package smart.service.request.drain;

import org.jspecify.annotations.NullMarked;

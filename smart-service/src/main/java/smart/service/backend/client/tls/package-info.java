/**
 * TLS towards the backend: key stores, trusted certificates, and the engine of each connection. Safe for use by many
 * threads.
 */
@NullMarked
package smart.service.backend.client.tls;

import org.jspecify.annotations.NullMarked;

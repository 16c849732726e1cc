/**
 * The JAX-RS client from {@code jerseyClient}: {@link smart.service.backend.client.BackendConnector} hands each request to the
 * pool in {@code connection}, which opens connections of HTTP/1.1 ({@code tls}, {@code http}) on the selector that serves the
 * call ({@code loop}).
 *
 * <p><b>Threads.</b> A request is sent on its call's loop, and completes there. Any thread may abort it.
 */
@NullMarked
package smart.service.backend.client;

import org.jspecify.annotations.NullMarked;

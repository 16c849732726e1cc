/**
 * The JAX-RS client from {@code jerseyClient}: {@link smart.service.backend.client.BackendConnector} passes each
 * request to the pool in {@code connection}, which opens HTTP/1.1 connections ({@code tls}, {@code http}) on the
 * selector that serves the call ({@code loop}).
 *
 * <p><b>Threads.</b> A request is sent on its call's loop, and completes there. Any thread may abort it.
 */
@NullMarked
package smart.service.backend.client;

import org.jspecify.annotations.NullMarked;

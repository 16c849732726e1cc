/**
 * One attempt at the backend, from {@link smart.service.backend.Backend#send} to a response or a
 * {@link smart.service.backend.BackendFailure}.
 *
 * <p><b>Threads.</b> {@code send} never waits. A future is completed by the HTTP client's I/O thread that read the last
 * byte or saw the connection fail, by the deadline thread when the time is up, or by whoever cancels it. Callbacks on it
 * must not block. {@link smart.service.backend.AttemptListener}s run on that same thread, before the future completes.
 *
 * <p>This package imports no other package of the service.
 */
@NullMarked
package smart.service.backend;

import org.jspecify.annotations.NullMarked;

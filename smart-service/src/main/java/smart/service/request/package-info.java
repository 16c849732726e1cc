/**
 * The caller's side: a GET becomes a {@link smart.service.backend.BackendRequest}, and what comes of it an answer.
 *
 * <p><b>Threads.</b> A call is handled on the selector's thread that read it ({@link smart.service.request.CallHandler}), and
 * the resource returns before there is an answer. The answer is written on the thread that completes the backend's future,
 * mostly one of the HTTP client's: what is written there never waits for the caller to read ({@link
 * smart.service.request.Relay}, {@link smart.service.request.Unflushed}), since one that reads slowly must not hold up others.
 * All other requests are given to a server thread.
 */
@NullMarked
package smart.service.request;

import org.jspecify.annotations.NullMarked;

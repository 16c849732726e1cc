/**
 * The caller's side: a GET becomes a {@link smart.service.backend.BackendRequest}, and what comes of it an answer.
 *
 * <p><b>Threads.</b> A call is handled on the selector's thread that read it ({@link smart.service.request.CallHandler}), and
 * the resource returns before there is an answer. The answer is written on the thread that completes the backend's future,
 * mostly one of the HTTP client's: what is written there never waits for the caller to read ({@link
 * smart.service.request.Unflushed}). Answers that don't fit the server's buffer, and all other requests, are given to a server
 * thread, since a caller that reads slowly must not hold up others.
 */
@NullMarked
package smart.service.request;

import org.jspecify.annotations.NullMarked;

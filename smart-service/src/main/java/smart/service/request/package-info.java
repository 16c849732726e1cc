/**
 * The caller's side: a GET becomes a {@link smart.service.backend.BackendRequest}, and what comes of it an answer.
 *
 * <p><b>Threads.</b> The resource runs on a server thread and returns before there is an answer. The answer is written on
 * a server thread again, never on one of the HTTP client's: a caller that reads slowly must not hold up others' responses.
 */
@NullMarked
package smart.service.request;

import org.jspecify.annotations.NullMarked;

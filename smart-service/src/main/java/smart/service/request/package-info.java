/**
 * The caller's side: a GET becomes a {@link smart.service.backend.BackendRequest}, and its result becomes a response.
 *
 * <p><b>Threads.</b> A {@link smart.service.request.Call} belongs to the loop that serves its caller's connection, and
 * is used by that thread alone. Completions on other threads, such as cancellations, are passed to the loop first.
 */
@NullMarked
package smart.service.request;

import org.jspecify.annotations.NullMarked;

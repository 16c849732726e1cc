/**
 * The caller's side: a GET becomes a {@link smart.service.backend.BackendRequest}, and what comes of it an answer.
 *
 * <p><b>Threads.</b> A {@link smart.service.request.Call} belongs to the loop that serves its caller's connection, and is used
 * by that thread alone. What another thread completes, such as a cancellation, is handed to the loop first.
 */
@NullMarked
package smart.service.request;

import org.jspecify.annotations.NullMarked;

/**
 * The core interface of the service: {@link smart.service.backend.Backend#send}. Each stage of the request path
 * decorates another {@code Backend}; the last one, in {@code backend.attempt}, sends the request over
 * {@code backend.client}.
 *
 * <p><b>Threads.</b> A call belongs to one {@link smart.service.backend.EventLoop}. {@code send} never blocks. Usually
 * the call's loop completes the future, after a read from the backend or by a timer. Another thread completes it only
 * if that thread cancels it, or has checked a large body. Callbacks must not block.
 *
 * <p>These packages import no other package of the service.
 */
@NullMarked
package smart.service.backend;

import org.jspecify.annotations.NullMarked;

/**
 * The seam that carries the service: {@link smart.service.backend.Backend#send}. Each stage of the request path decorates
 * another {@code Backend}; the last one, in {@code backend.attempt}, sends the request over {@code backend.client}.
 *
 * <p><b>Threads.</b> A call belongs to one {@link smart.service.backend.EventLoop}. {@code send} never waits. A future is
 * completed on the call's loop: by what was read from the backend, or by a timer. It is completed by another thread only
 * where that thread cancels it, or has checked a large body. Callbacks on it must not block.
 *
 * <p>These packages import no other package of the service.
 */
@NullMarked
package smart.service.backend;

import org.jspecify.annotations.NullMarked;

/**
 * Traces as OpenTelemetry defines them: a server span for each call, a client span for each attempt. The other packages
 * report through {@link smart.service.backend.CallTrace} and {@link smart.service.request.CallTracing}.
 *
 * <p>Each call has a {@link smart.service.tracing.CallSpan} with plain fields. When the call ends, Smart decides
 * whether to keep its trace: the sampler chose it at the start, or the {@link smart.service.tracing.TailRule} keeps it.
 * Only kept calls are encoded, by {@link smart.service.tracing.SpanEncoder}, on the thread that sends them.
 *
 * <p><b>Threads.</b> A call's loop, and a thread that cancels the call, write to its span, which is its own lock. Kept
 * spans wait in a bounded queue for the thread {@code trace-export}. Only a stop of the service waits for that thread,
 * for a few seconds.
 */
@NullMarked
package smart.service.tracing;

import org.jspecify.annotations.NullMarked;

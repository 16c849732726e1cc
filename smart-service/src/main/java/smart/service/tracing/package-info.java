/**
 * Traces by OpenTelemetry: a server span for each call, a client span for each attempt. No other package knows OpenTelemetry;
 * what they tell goes through {@link smart.service.backend.CallTrace} and {@link smart.service.request.CallTracing}.
 *
 * <p>A call is recorded in a {@link smart.service.tracing.CallSpan}, which travels with it, in plain fields. Only when the call
 * has ended is it decided whether its trace is kept: because the sampler chose it at its start, or by the
 * {@link smart.service.tracing.TailRule}. Only what is kept becomes spans of OpenTelemetry, on the thread that sends them.
 *
 * <p><b>Threads.</b> A call's loop, and whoever cancels the call, write to its span, which is guarded by itself. Kept ones wait in
 * a bounded queue for the thread {@code trace-export}; nobody waits for that thread but a stop of the service, for a few seconds.
 */
@NullMarked
package smart.service.tracing;

import org.jspecify.annotations.NullMarked;

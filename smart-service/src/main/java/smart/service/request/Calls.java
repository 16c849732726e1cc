package smart.service.request;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import smart.service.backend.Backend;
import smart.service.limit.InFlightLimiter;
import smart.service.limit.Priorities;
import smart.service.request.drain.Drain;

/**
 * Begins calls, with the parts that all calls share.
 *
 * @param backend the first stage of the request path
 * @param limiter checked before any other work for a valid call
 * @param priorities which calls are refused first
 * @param nanoTime the clock of the deadlines, in nanoseconds
 * @param tracing starts the calls' traces, or null without tracing
 */
public record Calls(
        Backend backend,
        InFlightLimiter limiter,
        Priorities priorities,
        Failures failures,
        CallTimeout timeout,
        CallsInProgress inProgress,
        CallMetrics metrics,
        CallLog log,
        Drain drain,
        LongSupplier nanoTime,
        @Nullable CallTracing tracing) {

    /**
     * Begins a call. An invalid call, or one above the limit, gets its response at once, which keeps refusals cheap.
     *
     * @return the call, or null if it has got its response
     */
    public @Nullable Call begin(Caller caller) {
        Call call = new Call(this, caller);
        return call.isAdmitted() ? call : null;
    }
}

package smart.service.request;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import smart.service.backend.Backend;
import smart.service.limit.InFlightLimiter;
import smart.service.limit.Priorities;
import smart.service.request.drain.Drain;

/**
 * What all calls have in common.
 *
 * @param backend what answers them
 * @param limiter asked before anything else is done for a call
 * @param priorities which calls are refused first
 * @param nanoTime the clock of the deadlines, in nanoseconds
 * @param tracing begins the calls' traces, or null where calls are not traced
 */
public record Calls(
        Backend backend,
        InFlightLimiter limiter,
        Priorities priorities,
        Failures failures,
        CallTimeout timeout,
        CallsInProgress inProgress,
        CallMetrics metrics,
        Drain drain,
        LongSupplier nanoTime,
        @Nullable CallTracing tracing) {

    /**
     * Begins a call. One that can't be understood, or for which there is no room, is answered at once: that is all that a
     * refused call costs.
     *
     * @return the call, or null where it was answered
     */
    public @Nullable Call begin(Caller caller) {
        Call call = new Call(this, caller);
        return call.isAdmitted() ? call : null;
    }
}

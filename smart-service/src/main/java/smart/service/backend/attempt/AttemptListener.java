package smart.service.backend.attempt;

import org.jspecify.annotations.Nullable;
import smart.service.backend.BackendFailure;
import smart.service.backend.BackendRequest;
import smart.service.backend.address.AddressUse;

/** Is called at the end of every attempt; see {@link ObservedBackend}. Must neither block nor throw. */
@FunctionalInterface
public interface AttemptListener {

    /** Called once for each attempt, before its future completes. */
    void ended(Attempt attempt);

    /**
     * An attempt that has ended.
     *
     * @param request the request
     * @param elapsedNanos the time from sending to the end, in nanoseconds
     * @param result how it ended
     * @param failure the cause, if the result is {@link Result#FAILURE}
     */
    record Attempt(BackendRequest request, long elapsedNanos, Result result, @Nullable BackendFailure failure) {

        /** The last address that it used, or null if it reached none. */
        public @Nullable AddressUse address() {
            return request.used().of(request.attempt());
        }
    }

    /** How an attempt ended. */
    enum Result {
        SUCCESS,
        FAILURE,
        /** Cancelled because nobody needed it any more: another attempt had succeeded, or the caller had left. */
        CANCELLED,
        /** A bug in Smart. */
        INTERNAL
    }
}

package smart.service.backend.attempt;

import org.jspecify.annotations.Nullable;
import smart.service.backend.BackendFailure;
import smart.service.backend.BackendRequest;
import smart.service.backend.address.AddressUse;

/** Hears of the end of every attempt; see {@link ObservedBackend}. Must neither block nor throw. */
@FunctionalInterface
public interface AttemptListener {

    /** Called once for each attempt, before its future completes. */
    void ended(Attempt attempt);

    /**
     * An attempt that has ended.
     *
     * @param request what was sent
     * @param elapsedNanos the time from sending to the end, in nanoseconds
     * @param result how it ended
     * @param failure why, where the result is {@link Result#FAILURE}
     */
    record Attempt(BackendRequest request, long elapsedNanos, Result result, @Nullable BackendFailure failure) {

        /** What it used last of the backend's addresses, or null where it came to none. */
        public @Nullable AddressUse address() {
            return request.used().of(request.attempt());
        }
    }

    /** How an attempt ended. */
    enum Result {
        SUCCESS,
        FAILURE,
        /** Ended by us, because it was no longer needed: it says nothing about the backend. */
        CANCELLED,
        /** A bug of ours. */
        INTERNAL
    }
}

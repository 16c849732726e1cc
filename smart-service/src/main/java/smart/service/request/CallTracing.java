package smart.service.request;

import smart.service.backend.CallTrace;

/** Starts the traces of calls. Safe for use by many threads. */
@FunctionalInterface
public interface CallTracing {

    /**
     * Starts the trace of a call, or continues the caller's trace.
     *
     * @param id the request's id
     * @param start the time of the call's arrival, on the scale of {@link System#nanoTime()}
     */
    Span begin(Caller caller, String id, long start);

    /** One call's part of its trace. */
    interface Span extends CallTrace {

        /**
         * The call has ended. Called once.
         *
         * @param status the status that the caller got, or would have got if it had not left while the response was written;
         *     0 if it left before there was one
         * @param nanos the duration in nanoseconds
         */
        void ended(Outcome outcome, int status, long nanos);
    }
}

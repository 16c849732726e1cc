package smart.service.request;

import smart.service.backend.CallTrace;

/** Begins the traces of calls. Safe for use by many threads. */
@FunctionalInterface
public interface CallTracing {

    /**
     * Begins the trace of a call, or the service's part of one that the caller has begun.
     *
     * @param id the request's id
     * @param start when the call came, on the scale of {@link System#nanoTime()}
     */
    Span begin(Caller caller, String id, long start);

    /** One call's part of its trace. */
    interface Span extends CallTrace {

        /**
         * The call has ended, to be called once.
         *
         * @param status what the caller got, or would have got
         * @param nanos what it took
         */
        void ended(Outcome outcome, int status, long nanos);
    }
}

package smart.service.hedge;

import org.slf4j.Logger;
import smart.service.backend.BackendRequest;
import smart.service.backend.CallTrace.HedgeReason;

/**
 * Reports the decisions about extra attempts: in the call's trace, and in a line of the log at DEBUG.
 *
 * @param log gets the lines
 */
record HedgeLog(Logger log) {
    void leftOut(BackendRequest request, String why) {
        log.debug("request {}: no extra attempt: {}", request.id(), why);
        if (request.trace() != null) {
            request.trace().event("no extra attempt: " + why);
        }
    }

    void sent(BackendRequest request, int number, int most, HedgeReason reason) {
        if (request.trace() != null) {
            request.trace().hedged(number, reason);
        }
        attempt(request, number, most, "is sent");
    }

    void won(BackendRequest request, int number, int most) {
        if (request.trace() != null) {
            request.trace().won(number);
        }
        if (number > 1) {
            attempt(request, number, most, "has won");
        }
    }

    private void attempt(BackendRequest request, int number, int most, String event) {
        if (log.isDebugEnabled()) {
            log.debug("request {}: attempt {} of {} {}", request.id(), number, most, event);
        }
    }
}

package smart.service.request;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs one line per call at DEBUG, and nothing at other levels. It logs no field values, which may be secrets. */
final class CallLog {
    private static final Logger LOG = LoggerFactory.getLogger(CallLog.class);

    private CallLog() {}

    /** Whether lines are logged, so that callers can avoid computing their content. */
    static boolean isOn() {
        return LOG.isDebugEnabled();
    }

    /**
     * A call has ended.
     *
     * @param status the status that the caller got, or would have got
     * @param attempts the number of attempts
     * @param nanos the duration in nanoseconds
     */
    static void ended(String id, Outcome outcome, int status, int attempts, long nanos) {
        if (LOG.isDebugEnabled()) {
            LOG.debug(
                    "request {}: {} status={} attempts={} ms={}",
                    id,
                    outcome.label(),
                    status,
                    attempts,
                    TimeUnit.NANOSECONDS.toMillis(nanos));
        }
    }
}

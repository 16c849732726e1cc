package smart.service.request;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line for each call at DEBUG, and nothing at all above it. It has no values of fields, which may be secrets. */
final class CallLog {
    private static final Logger LOG = LoggerFactory.getLogger(CallLog.class);

    private CallLog() {}

    /** Whether there will be lines: for those who would have to find out what stands in them. */
    static boolean isOn() {
        return LOG.isDebugEnabled();
    }

    /**
     * A call has ended.
     *
     * @param status what the caller got, or would have got
     * @param attempts how many were made
     * @param nanos what it took
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

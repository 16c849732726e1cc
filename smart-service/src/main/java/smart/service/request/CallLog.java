package smart.service.request;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLogger;

/** Logs one line per call at DEBUG, and nothing at other levels. It logs no field values, which may be secrets. */
public final class CallLog {
    /** For calls that no caller has made. */
    public static final CallLog NONE = new CallLog(NOPLogger.NOP_LOGGER);

    private final Logger log;

    private CallLog(Logger log) {
        this.log = log;
    }

    /** The log of the service. */
    public static CallLog ofService() {
        return new CallLog(LoggerFactory.getLogger(CallLog.class));
    }

    /** Whether lines are logged, so that callers can avoid computing their content. */
    boolean isOn() {
        return log.isDebugEnabled();
    }

    /**
     * A call has ended.
     *
     * @param status the status that the caller got, or would have got
     * @param attempts the number of attempts
     * @param nanos the duration in nanoseconds
     */
    void ended(String id, Outcome outcome, int status, int attempts, long nanos) {
        if (log.isDebugEnabled()) {
            log.debug(
                    "request {}: {} status={} attempts={} ms={}",
                    id,
                    outcome.label(),
                    status,
                    attempts,
                    TimeUnit.NANOSECONDS.toMillis(nanos));
        }
    }
}

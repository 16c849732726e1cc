package smart.service.admin.console;

import java.util.Map;

/**
 * What the counters said at one time.
 *
 * @param millis the time, in milliseconds since the epoch
 * @param nanos the same time by the clock that measures
 * @param counters each counter's value, by its name in Dropwizard's registry
 * @param calls how long calls took, in {@link smart.service.backend.attempt.FineBuckets}
 * @param attempts the same of attempts
 * @param inFlight calls in progress
 * @param limit the most that may be
 */
@SuppressWarnings("ArrayRecordComponent") // Written once and compared by nobody.
record Reading(
        long millis, long nanos, Map<String, Long> counters, long[] calls, long[] attempts, int inFlight, int limit) {

    Reading withInFlight(int most) {
        return new Reading(millis, nanos, counters, calls, attempts, most, limit);
    }
}

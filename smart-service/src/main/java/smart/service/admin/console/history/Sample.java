package smart.service.admin.console.history;

import java.util.Map;

/**
 * What the counters said at one time.
 *
 * @param millis the time, in milliseconds since the epoch
 * @param nanos the same time by the clock that measures
 * @param counters each counter's value, by its name in Dropwizard's registry
 * @param calls how long calls took that were not refused: a count for each of {@link Meters}' buckets
 * @param attempts the same of attempts
 * @param inFlight the most calls in progress since the sample before
 * @param limit the most that may be
 * @param used the share of the limit that was in use, added up over the nanoseconds since the start
 */
@SuppressWarnings("ArrayRecordComponent") // Written once and compared by nobody.
public record Sample(
        long millis,
        long nanos,
        Map<String, Long> counters,
        long[] calls,
        long[] attempts,
        int inFlight,
        int limit,
        double used) {

    Sample withInFlight(int most) {
        return new Sample(millis, nanos, counters, calls, attempts, most, limit, used);
    }
}

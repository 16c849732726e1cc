package smart.service.admin.console.history;

import java.util.Map;

/**
 * The counters at one time.
 *
 * @param millis the time, in milliseconds since the epoch
 * @param nanos the same time on the monotonic clock
 * @param counters each counter's value, by its name in Dropwizard's registry
 * @param calls the durations of calls that passed the limit: a count for each of {@link Meters}' buckets
 * @param attempts the same for attempts
 * @param inFlight the peak of calls in flight since the previous sample
 * @param limit the limit
 * @param used the share of the limit in use, integrated over the nanoseconds since the start
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

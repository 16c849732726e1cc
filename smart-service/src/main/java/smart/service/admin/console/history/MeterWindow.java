package smart.service.admin.console.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The events of the last N seconds.
 *
 * @param counts by their names in Dropwizard's registry
 * @param callP95 the p95 of calls in milliseconds, or NaN without calls
 * @param attemptP50 the median of attempts
 * @param attemptP95 the p95 of attempts
 * @param used how much of the limit was in use, from 0 to 1, on average
 */
public record MeterWindow(Map<String, Long> counts, double callP95, double attemptP50, double attemptP95, double used) {
    /** The failed calls that Smart is responsible for. The alerts count the same ones. */
    public static final List<String> FAILURES =
            List.of("backend_status", "backend_error", "timeout", "rejected", "internal");

    private static final double P50 = 50;
    private static final double P95 = 95;

    public static MeterWindow of(Interval interval) {
        Map<String, Long> counts = new HashMap<>();
        interval.after().counters().keySet().forEach(name -> counts.put(name, interval.count(name)));
        return new MeterWindow(
                counts,
                interval.callMillis(P95),
                interval.attemptMillis(P50),
                interval.attemptMillis(P95),
                interval.used());
    }

    public long count(String counter) {
        return counts.getOrDefault(counter, 0L);
    }

    /** All ended calls, with any outcome. */
    public long allCalls() {
        return sum(Meters.CALLS);
    }

    /** The calls that passed the limit, with any outcome. */
    public long admitted() {
        return Meters.ADMITTED.stream().mapToLong(this::count).sum();
    }

    /** The calls that Smart is responsible for, without invalid requests and callers that hung up. */
    public long calls() {
        return count(Meters.CALLS + "success") + failed();
    }

    public long failed() {
        return failed(counts);
    }

    public static long failed(Map<String, Long> counts) {
        return FAILURES.stream()
                .mapToLong(outcome -> counts.getOrDefault(Meters.CALLS + outcome, 0L))
                .sum();
    }

    /** The calls whose callers hung up. */
    public long gone() {
        return count(Meters.GONE);
    }

    /** All ended calls but the invalid ones. */
    public long valid() {
        return allCalls() - count(Meters.BAD_REQUEST);
    }

    public long rejected() {
        return count(Meters.REJECTED);
    }

    /** The attempts that tell something about the backend. */
    public long attempts() {
        return count(Meters.SUCCEEDED) + failedAttempts();
    }

    public long failedAttempts() {
        return count(Meters.FAILED);
    }

    /** Attempts that nobody needed any more. They have no duration: how long they would have taken is unknown. */
    public long cancelled() {
        return count(Meters.CANCELLED);
    }

    public long suppressed() {
        return count(Meters.SUPPRESSED);
    }

    /** Extra attempts that were due. */
    public long due() {
        return suppressed() + count(Meters.SENT);
    }

    /** The most frequent kind of error, or an empty string without errors. */
    public String kind() {
        return counts.entrySet().stream()
                .filter(count -> count.getKey().startsWith(Meters.ERRORS) && count.getValue() > 0)
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(count -> count.getKey().substring(Meters.ERRORS.length()))
                .orElse("");
    }

    private long sum(String prefix) {
        return counts.entrySet().stream()
                .filter(count -> count.getKey().startsWith(prefix))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}

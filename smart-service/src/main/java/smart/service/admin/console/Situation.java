package smart.service.admin.console;

import java.util.Map;

/**
 * What {@link StateRules} judge by.
 *
 * @param now counts of the last ten seconds, by their names in Dropwizard's registry
 * @param minute the same of the last minute
 * @param attemptP95 what the slowest 5 % of the attempts of the last ten seconds took at least, in milliseconds, or NaN
 * @param usualP95 what that usually is, or NaN where it is not known
 * @param conditions what else is the case
 */
public record Situation(
        Map<String, Long> now, Map<String, Long> minute, double attemptP95, double usualP95, Conditions conditions) {

    /**
     * What can be seen at once.
     *
     * @param backendProblem why the backend's health check fails, or empty
     * @param errorLogProblem why the error log's health check fails, or empty
     */
    public record Conditions(
            boolean draining, int inFlight, int limit, String backendProblem, String errorLogProblem) {}

    long now(String counter) {
        return now.getOrDefault(counter, 0L);
    }

    long minute(String counter) {
        return minute.getOrDefault(counter, 0L);
    }

    long calls() {
        return sum(now, Meters.CALLS);
    }

    long callsOfTheMinute() {
        return sum(minute, Meters.CALLS);
    }

    /** Those that say something about the backend. */
    long attempts() {
        return now(Meters.SUCCEEDED) + now(Meters.FAILED);
    }

    private static long sum(Map<String, Long> counts, String prefix) {
        return counts.entrySet().stream()
                .filter(count -> count.getKey().startsWith(prefix))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}

package smart.service.admin.console.state;

import smart.service.admin.console.history.MeterWindow;

/**
 * The inputs of {@link StateRules}.
 *
 * @param ten the last ten seconds
 * @param minute the last minute
 * @param five the last five minutes, as in the alerts
 * @param rare the last ten minutes, for rare events
 * @param usualP95 the usual p95 of attempts, in milliseconds; NaN if unknown
 * @param silence whether calls arrive
 * @param waiting how many seconds attempts have waited for a connection without a pause
 * @param conditions other conditions
 */
public record StatusInput(
        MeterWindow ten,
        MeterWindow minute,
        MeterWindow five,
        MeterWindow rare,
        double usualP95,
        Silence silence,
        int waiting,
        Conditions conditions) {

    /** The most frequent kind of error in the shortest window that has errors; an empty string without errors. */
    String kind() {
        String now = ten.kind().isEmpty() ? minute.kind() : ten.kind();
        String newest = now.isEmpty() ? five.kind() : now;
        return newest.isEmpty() ? conditions.lastFailureKind() : newest;
    }
}

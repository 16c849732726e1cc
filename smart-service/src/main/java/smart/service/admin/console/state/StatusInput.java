package smart.service.admin.console.state;

import smart.service.admin.console.history.MeterWindow;

/**
 * What {@link StateRules} judge by.
 *
 * @param ten the last ten seconds
 * @param minute the last minute
 * @param five the last five minutes, which the alerts look at
 * @param rare the last ten minutes, for what is rare
 * @param usualP95 the p95 of attempts as it usually is, in milliseconds, or NaN where it is not known
 * @param silence whether calls come
 * @param waiting for how many seconds attempts have waited for a connection without a pause
 * @param conditions what else is the case
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

    /** The kind of most errors, of as short a time as there are some; the empty text for none. */
    String kind() {
        String now = ten.kind().isEmpty() ? minute.kind() : ten.kind();
        String newest = now.isEmpty() ? five.kind() : now;
        return newest.isEmpty() ? conditions.lastFailureKind() : newest;
    }
}

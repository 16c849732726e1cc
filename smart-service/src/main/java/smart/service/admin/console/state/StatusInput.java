package smart.service.admin.console.state;

import java.util.stream.Stream;
import smart.service.admin.console.history.MeterWindow;
import smart.service.admin.console.history.Silence;

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
    /** The length of {@code five}, in seconds. */
    public static final int FIVE = 300;
    /** The length of {@code rare}, in seconds. */
    public static final int RARE = 600;

    /** The window that the alert with that threshold looks at. */
    MeterWindow window(AlertThreshold threshold) {
        return switch (threshold.seconds()) {
            case FIVE -> five;
            case RARE -> rare;
            default -> throw new IllegalArgumentException("no window of " + threshold.seconds() + " s: " + threshold);
        };
    }

    /** All windows, the shortest first. */
    Stream<MeterWindow> windows() {
        return Stream.of(ten, minute, five, rare);
    }

    /** The most frequent kind of error in the shortest window that has errors; an empty string without errors. */
    String kind() {
        return Stream.of(ten, minute, five)
                .map(MeterWindow::kind)
                .filter(kind -> !kind.isEmpty())
                .findFirst()
                .orElse(conditions.lastFailureKind());
    }
}

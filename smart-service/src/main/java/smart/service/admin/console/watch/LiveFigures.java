package smart.service.admin.console.watch;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import smart.service.admin.console.history.Interval;
import smart.service.admin.console.history.MeterWindow;
import smart.service.admin.console.history.Meters;

/**
 * The figures on the page. All cover the same ten seconds, and each is computed over the whole window. Unknown values
 * are null.
 *
 * @param seconds the length of the window, shorter right after the start
 * @param failedPercent the share of failed calls among those that Smart is responsible for
 * @param callP50 the median of calls that passed the limit, in milliseconds
 * @param usualP95 the usual value of {@code attemptP95}
 * @param mostInFlight the peak of calls in flight
 * @param extraLoad extra attempts in percent of calls that passed the limit
 * @param levels how bad a figure is, by its name on the page; one that is not bad is left out
 */
public record LiveFigures(
        double seconds,
        double callsPerSecond,
        @Nullable Double failedPercent,
        double failedPerSecond,
        @Nullable Double callP50,
        @Nullable Double callP95,
        @Nullable Double attemptP50,
        @Nullable Double attemptP95,
        @Nullable Double usualP95,
        int mostInFlight,
        double refusedPerSecond,
        @Nullable Double extraLoad,
        double hedgesPerSecond,
        double suppressedPerSecond,
        Map<String, String> levels) {
    private static final double P50 = 50;
    private static final double P95 = 95;
    private static final double PERCENT = 100;
    private static final double ROUNDING = 100;

    public static LiveFigures of(Interval ten, int mostInFlight, double usualP95, Map<String, String> levels) {
        MeterWindow window = MeterWindow.of(ten);
        double seconds = ten.seconds();
        return new LiveFigures(
                round(seconds),
                round(window.allCalls() / seconds),
                percent(window.failed(), window.calls()),
                round(window.failed() / seconds),
                known(ten.callMillis(P50)),
                known(ten.callMillis(P95)),
                known(ten.attemptMillis(P50)),
                known(ten.attemptMillis(P95)),
                known(usualP95),
                mostInFlight,
                round(ten.perSecond(Meters.REJECTED)),
                percent(window.count(Meters.SENT), window.admitted()),
                round(ten.perSecond(Meters.SENT)),
                round(ten.perSecond(Meters.SUPPRESSED)),
                levels);
    }

    private static @Nullable Double percent(long part, long whole) {
        return whole == 0 ? null : Double.valueOf(round(PERCENT * part / whole));
    }

    private static @Nullable Double known(double value) {
        return Double.isNaN(value) ? null : Double.valueOf(round(value));
    }

    private static double round(double value) {
        return Math.round(value * ROUNDING) / ROUNDING;
    }
}

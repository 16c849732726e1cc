package smart.bench.result;

import java.util.Locale;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import smart.bench.load.http.RequestOutcome;
import smart.bench.load.measure.Measurement;
import smart.bench.load.open.OpenLoad;

/** Whether an open model's requests ended as fast as they were due. If not, its figures are not those of a steady state. */
final class Backlog {
    private static final double SMALL_PART = 0.05;
    /** The requests in flight vary by about the root of their number, also in a steady state. */
    private static final double DEVIATIONS = 2;

    private static final double NANOS = 1e9;

    private Backlog() {}

    /**
     * What is wrong, or empty if about as many requests ended as were due. At most the requests of the time between the
     * warm-up and the quickest response are missing because the window opened too early. If there are more, or if times
     * grow, the target did not keep up.
     */
    static Optional<String> words(OpenLoad load, Measurement m) {
        double due = m.tally().sent() + m.unsent();
        double some = Math.max(SMALL_PART * due, DEVIATIONS * Math.sqrt(due));
        double missing = due - m.departures();
        Histogram ok = m.tally().latencies(RequestOutcome.SUCCEEDED);
        double early = (ok.getMinValue() - load.warmup().toNanos()) / NANOS * load.rate();
        boolean steady = ok.getTotalCount() > 0 && ok.getMean() < 2 * ok.getMinValue();
        boolean tooEarly = steady && early > 0 && missing - early <= some;
        // A window that opened before the first response is no matter of chance.
        if (missing <= (tooEarly ? SMALL_PART * due : some) || m.windowNanos() == 0) {
            return Optional.empty();
        }
        String rates = String.format(
                Locale.ROOT,
                "only %s of %s requests due per second ended",
                NumberText.of(m.departuresPerSecond()),
                NumberText.of(due * NANOS / m.windowNanos()));
        return Optional.of(
                tooEarly
                        ? rates + ": the warm-up was shorter than the responses take, so the throughput is too low;"
                                + " measure with a longer --warmup"
                        : rates + ": the backlog grew, so the times depend on the duration");
    }
}

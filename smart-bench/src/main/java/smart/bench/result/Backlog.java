package smart.bench.result;

import java.util.Locale;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
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
     * What is wrong, or empty if about as many requests ended as were due. If fewer did, more are in flight at the end
     * than at the beginning. That is a growing backlog only if times grow, too: where a part f of the requests is left
     * over, each waits for those left over before it, so times grow by f / (1 - f) seconds a second. They grow up to the
     * timeout: from then on times are flat, and the rest is not sent. Otherwise the same few take longer than the
     * warm-up from the beginning on. Then the throughput is too low if they succeed.
     */
    static Optional<String> words(OpenLoad load, Measurement m) {
        double due = (double) (m.tally().sent() + m.unsent());
        double missing = due - m.departures();
        double small = SMALL_PART * due;
        if (m.windowNanos() == 0 || missing <= small) {
            return Optional.empty();
        }
        String rates = String.format(
                Locale.ROOT,
                "only %s of %s requests due per second ended",
                NumberText.of(m.departuresPerSecond()),
                NumberText.of(due * NANOS / m.windowNanos()));
        if (missing > DEVIATIONS * Math.sqrt(due)) {
            if (m.tally().sureGrowth() > SMALL_PART) {
                return Optional.of(rates + ": the backlog grew, so the times depend on the duration");
            }
            if (m.unsent() > small) {
                return Optional.of(rates + ": the backlog grew until requests could not be sent in time, so the times"
                        + " depend on the timeout");
            }
        }
        return lateSuccesses(load, m) > small
                ? Optional.of(rates + ": the warm-up was shorter than responses take, so the throughput is too low;"
                        + " measure with a longer --warmup")
                : Optional.empty();
    }

    /**
     * How many more successes end after the window than come into it from the warm-up, if times are the same all along:
     * of one that takes t, the share of the window by which t exceeds the warm-up.
     */
    private static double lateSuccesses(OpenLoad load, Measurement m) {
        Histogram ok = m.tally().latencies(RequestOutcome.SUCCEEDED);
        double late = 0;
        for (HistogramIterationValue value : ok.recordedValues()) {
            double beyond = (double) (value.getValueIteratedTo() - load.warmup().toNanos());
            late += value.getCountAtValueIteratedTo() * Math.max(0, Math.min(1, beyond / m.windowNanos()));
        }
        return late;
    }
}

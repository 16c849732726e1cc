package smart.bench.chart;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import smart.bench.chart.Figure.Axis;
import smart.bench.load.http.RequestOutcome;
import smart.bench.result.MeasuredLevel;
import smart.bench.result.NumberText;

/**
 * The figure of the rate mode: the distribution of the response times of all requests, stretched towards its tail. A
 * request that did not succeed counts as one that never ended, so the line ends at the share that succeeded.
 */
public final class RateFigure {
    private static final double[] LABELS = {0, 50, 90, 99, 99.9, 99.99, 99.999};
    private static final int POINTS = 200;

    private RateFigure() {}

    /** Draws the times of the requests that were due, whether they could be sent or not. */
    public static Figure of(String title, MeasuredLevel measured) {
        Histogram succeeded = measured.tally().latencies(RequestOutcome.SUCCEEDED);
        double errors = measured.result().errorShare();
        double tail = tail(succeeded.getTotalCount() / Math.max(1e-9, 1 - errors));
        List<Series> series = succeeded.getTotalCount() == 0
                ? List.of()
                : List.of(new Series(Ink.MEAN, "all requests", points(succeeded, 1 - errors, tail)));
        List<Axis.Label> labels = new ArrayList<>();
        for (double percentile : LABELS) {
            if (nines(percentile / 100) <= tail) {
                labels.add(new Axis.Label(nines(percentile / 100), Labels.of(percentile) + " %"));
            }
        }
        String note = errors == 0
                ? ""
                : NumberText.percent(errors) + " of the requests did not succeed: they count as never ending, and the"
                        + " line ends before them.";
        Panel panel = new Panel(
                "response time, ms, that this share of requests stayed within",
                note,
                380,
                series,
                List.of(),
                List.of(),
                List.of());
        return new Figure(title, new Axis("share of requests", 0, tail, labels), List.of(panel));
    }

    /** Ends at the last percentile that has ten samples beyond it. */
    private static double tail(double samples) {
        return Math.max(1, Math.log10(Math.max(1, samples / 10)));
    }

    /** Each further nine has the same length: a share of 0.9 is 1, of 0.99 is 2, of 1 is infinite. */
    private static double nines(double share) {
        return -Math.log10(1 - share);
    }

    private static List<Point> points(Histogram succeeded, double share, double tail) {
        double end = Math.min(tail, nines(share));
        List<Point> points = new ArrayList<>();
        for (int i = 0; i <= POINTS; i++) {
            double at = end * i / POINTS;
            double ofSuccesses = Math.min(1, (1 - Math.pow(10, -at)) / share);
            points.add(new Point(at, succeeded.getValueAtPercentile(100 * ofSuccesses) / 1e6));
        }
        return points;
    }
}

package smart.bench.chart;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import smart.bench.chart.Figure.Axis;
import smart.bench.load.http.RequestOutcome;
import smart.bench.result.MeasuredLevel;

/** The figure of the rate mode: the distribution of response times, stretched towards its tail. */
public final class RateFigure {
    private static final double[] LABELS = {0, 50, 90, 99, 99.9, 99.99, 99.999};

    private RateFigure() {}

    /** Draws the times of successful requests and, if there are any, of failed ones. */
    public static Figure of(String title, MeasuredLevel measured) {
        Histogram succeeded = measured.tally().latencies(RequestOutcome.SUCCEEDED);
        Histogram others = new Histogram(3);
        for (RequestOutcome outcome : RequestOutcome.values()) {
            if (outcome != RequestOutcome.SUCCEEDED) {
                others.add(measured.tally().latencies(outcome));
            }
        }
        double tail = tail(Math.max(succeeded.getTotalCount(), others.getTotalCount()));
        List<Series> series = new ArrayList<>();
        add(series, Ink.MEAN, "succeeded", succeeded, tail);
        add(series, Ink.ERROR, "not succeeded", others, tail);
        List<Axis.Label> labels = new ArrayList<>();
        for (double percentile : LABELS) {
            if (nines(percentile) <= tail) {
                labels.add(new Axis.Label(nines(percentile), Labels.of(percentile) + " %"));
            }
        }
        Panel panel = new Panel("response time, ms, that this share of requests stayed within", 380, series);
        return new Figure(title, new Axis("share of requests", 0, tail, labels), List.of(panel));
    }

    /** Ends at the last percentile that has ten samples beyond it. */
    private static double tail(long samples) {
        return Math.max(1, Math.log10(Math.max(1, samples / 10.0)));
    }

    /** Each further nine has the same length: 90 % is 1, 99 % is 2. */
    private static double nines(double percentile) {
        return -Math.log10(1 - percentile / 100);
    }

    private static void add(List<Series> series, Ink ink, String name, Histogram histogram, double tail) {
        if (histogram.getTotalCount() == 0) {
            return;
        }
        List<Point> points = new ArrayList<>();
        for (int i = 0; i <= 200; i++) {
            double nines = tail * i / 200;
            double percentile = 100 * (1 - Math.pow(10, -nines));
            points.add(new Point(nines, histogram.getValueAtPercentile(percentile) / 1e6));
        }
        series.add(new Series(ink, name, points));
    }
}

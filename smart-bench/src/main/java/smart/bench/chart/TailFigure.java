package smart.bench.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import smart.bench.chart.Figure.Axis;
import smart.bench.chart.Surface.Point;

/** The tails of several distributions of response times, one panel for each target. */
public final class TailFigure {
    private static final double[] SHARES = {0, 0.5, 0.9, 0.99, 0.999};
    private static final List<Ink> INKS = List.of(Ink.ERROR, Ink.P95, Ink.P99, Ink.MEAN);

    private TailFigure() {}

    /**
     * One line.
     *
     * @param name in the legend
     * @param shares of the calls, from 0 to 1, ascending
     * @param millis within which each share of the calls had succeeded; infinite where fewer ever did
     */
    public record Line(String name, List<Double> shares, List<Double> millis) {
        /** Copies the lists. */
        public Line {
            shares = List.copyOf(shares);
            millis = List.copyOf(millis);
        }
    }

    /** Draws up to four lines for each panel's title. */
    public static Figure of(String title, Map<String, List<Line>> panels) {
        return new Figure(
                title,
                new Axis(
                        "share of the calls",
                        0,
                        nines(SHARES[SHARES.length - 1]),
                        Arrays.stream(SHARES)
                                .mapToObj(share -> new Axis.Label(nines(share), Scale.label(100 * share) + " %"))
                                .toList()),
                panels.entrySet().stream()
                        .map(panel -> panel(panel.getKey(), panel.getValue()))
                        .toList(),
                true);
    }

    private static Panel panel(String title, List<Line> lines) {
        List<Series> series = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            series.add(series(INKS.get(i), lines.get(i)));
        }
        return new Panel(title, 200, series, List.of(), List.of(), List.of());
    }

    private static Series series(Ink ink, Line line) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < line.shares().size(); i++) {
            points.add(new Point(nines(line.shares().get(i)), line.millis().get(i)));
        }
        return new Series(ink, line.name(), points);
    }

    /** Equally long for each further nine: 90 % is 1, 99 % is 2. */
    static double nines(double share) {
        return -Math.log10(1 - share);
    }
}

package smart.lab.hedging;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import smart.bench.chart.Figure;
import smart.bench.chart.Figure.Axis;
import smart.bench.chart.Ink;
import smart.bench.chart.Labels;
import smart.bench.chart.Panel;
import smart.bench.chart.Point;
import smart.bench.chart.Series;

/** The effect of hedging on the tails of several backends: a small diagram for each, with and without hedging. */
final class TailFigure {
    private static final int COLUMNS = 2;
    private static final double NINES = 3;

    private TailFigure() {}

    /**
     * One line.
     *
     * @param name in the legend
     * @param shares shares of the calls, from 0 to 1, ascending
     * @param millis the time within which each share of the calls had succeeded; not finite if fewer ever did
     */
    record Line(String name, List<Double> shares, List<Double> millis) {
        /** Copies the lists. */
        Line {
            shares = List.copyOf(shares);
            millis = List.copyOf(millis);
        }
    }

    /**
     * One backend.
     *
     * @param title its name
     * @param note the difference, in a sentence
     * @param without hedging
     * @param with hedging
     */
    record Tail(String title, String note, Line without, Line with) {}

    /** Draws them, two side by side. */
    static Figure of(String title, List<Tail> tails) {
        return new Figure(
                title,
                new Axis(
                        "share of the calls",
                        0,
                        NINES,
                        Stream.of(0.0, 0.9, 0.99, 0.999)
                                .map(share -> new Axis.Label(nines(share), Labels.of(100 * share) + " %"))
                                .toList()),
                COLUMNS,
                tails.stream().map(TailFigure::panel).toList());
    }

    private static Panel panel(Tail tail) {
        List<Panel.Band> saved = new ArrayList<>();
        for (int i = 0; i < tail.with.millis.size() && i < tail.without.millis.size(); i++) {
            double slow = tail.without.millis.get(i);
            double fast = tail.with.millis.get(i);
            if (Double.isFinite(slow) && Double.isFinite(fast)) {
                saved.add(new Panel.Band(nines(tail.with.shares.get(i)), Math.min(fast, slow), slow));
            }
        }
        return new Panel(
                tail.title,
                tail.note,
                230,
                List.of(series(Ink.OTHER, tail.without), series(Ink.MEAN, tail.with)),
                saved,
                List.of(),
                List.of());
    }

    private static Series series(Ink ink, Line line) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < line.shares().size(); i++) {
            points.add(new Point(nines(line.shares().get(i)), line.millis().get(i)));
        }
        return new Series(ink, line.name(), points);
    }

    /** Each further nine has the same length: 90 % is 1, 99 % is 2. */
    static double nines(double share) {
        return -Math.log10(1 - share);
    }
}

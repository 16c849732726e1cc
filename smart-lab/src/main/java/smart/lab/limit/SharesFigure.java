package smart.lab.limit;

import java.util.ArrayList;
import java.util.List;
import smart.bench.chart.Figure;
import smart.bench.chart.Ink;
import smart.bench.chart.Panel;
import smart.bench.chart.Point;
import smart.bench.chart.Series;

/** The goodput of each replica, second by second, with a panel per phase. */
final class SharesFigure {
    private static final List<Ink> INKS = List.of(Ink.MEAN, Ink.P50, Ink.OTHER);
    /** A single second of Poisson arrivals is mostly chance. */
    private static final int SPAN = 5;

    private SharesFigure() {}

    static Figure of(List<Shares> phases) {
        double longest = phases.stream()
                .flatMap(phase -> phase.seconds().stream())
                .flatMap(List::stream)
                .mapToDouble(Second::second)
                .max()
                .orElse(1);
        return new Figure(
                "One backend of 500 calls a second, and replicas that do not know of each other",
                new Figure.Axis("seconds", 0, longest, List.of()),
                1,
                phases.stream().map(SharesFigure::panel).toList());
    }

    private static Panel panel(Shares phase) {
        List<Series> series = new ArrayList<>();
        for (int i = 0; i < phase.seconds().size(); i++) {
            // The first replica is the one that is killed: the others keep their colours.
            int number = i + INKS.size() - phase.seconds().size();
            series.add(new Series(
                    INKS.get(number),
                    "replica " + (number + 1),
                    smooth(phase.seconds().get(i))));
        }
        return new Panel(
                phase.phase() + ": answered within a second, per second",
                "1,000 calls a second are offered; the mean of " + SPAN + " s.",
                220,
                series,
                List.of(),
                List.of(),
                List.of());
    }

    private static List<Point> smooth(List<Second> seconds) {
        List<Point> points = new ArrayList<>();
        for (int i = SPAN; i <= seconds.size(); i++) {
            double mean = seconds.subList(i - SPAN, i).stream()
                    .mapToDouble(Second::good)
                    .average()
                    .orElse(0);
            points.add(new Point(seconds.get(i - 1).second(), mean));
        }
        return points;
    }
}

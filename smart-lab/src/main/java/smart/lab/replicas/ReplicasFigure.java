package smart.lab.replicas;

import java.util.ArrayList;
import java.util.List;
import smart.bench.chart.Figure;
import smart.bench.chart.Ink;
import smart.bench.chart.Panel;
import smart.bench.chart.Point;
import smart.bench.chart.Series;
import smart.bench.result.LevelResult;
import smart.bench.result.Report;

/** Throughput of one replica, of two, and so on, against concurrency. */
final class ReplicasFigure {
    private static final List<Ink> INKS = List.of(Ink.OTHER, Ink.MEAN, Ink.P50, Ink.P99);

    /** With more lines, two would have the same colour. */
    static final int MOST = INKS.size();

    private ReplicasFigure() {}

    /** Draws one to {@link #MOST} reports. */
    static Figure of(List<Report> reports) {
        List<Series> lines = new ArrayList<>();
        for (int i = 0; i < reports.size(); i++) {
            lines.add(new Series(
                    INKS.get(i),
                    i == 0 ? "1 replica" : (i + 1) + " replicas",
                    points(reports.get(i).levels())));
        }
        double highest = reports.stream()
                .flatMap(report -> report.levels().stream())
                .mapToDouble(LevelResult::load)
                .max()
                .orElse(1);
        return new Figure(
                reports.size() == 1 ? "Throughput of 1 replica" : "Throughput of 1 to " + reports.size() + " replicas",
                new Figure.Axis("callers at once", 0, highest, List.of()),
                1,
                List.of(new Panel("answers per second", 300, lines)));
    }

    private static List<Point> points(List<LevelResult> levels) {
        List<Point> points = new ArrayList<>();
        for (LevelResult level : levels) {
            Double throughput = level.throughput();
            points.add(new Point(level.load(), throughput == null ? Double.NaN : throughput));
        }
        return points;
    }
}

package smart.bench.chart;

import java.util.ArrayList;
import java.util.List;
import smart.bench.result.LevelResult;
import smart.bench.result.Report;

/** Throughput of one replica, of two, and so on, against concurrency. */
public final class ReplicasFigure {
    private static final List<Ink> INKS = List.of(Ink.OTHER, Ink.MEAN, Ink.P50, Ink.P99);

    private ReplicasFigure() {}

    /** Draws up to four reports. */
    public static Figure of(List<Report> reports) {
        List<Series> lines = new ArrayList<>();
        for (int i = 0; i < reports.size(); i++) {
            SweepFigure.addKnown(
                    lines,
                    INKS.get(i),
                    i == 0 ? "1 replica" : (i + 1) + " replicas",
                    reports.get(i).levels(),
                    LevelResult::throughput);
        }
        double highest = reports.stream()
                .flatMap(report -> report.levels().stream())
                .mapToDouble(LevelResult::load)
                .max()
                .orElse(1);
        return new Figure(
                "Throughput of one, two and three replicas",
                new Figure.Axis("callers at once", 0, highest, List.of()),
                List.of(new Panel("answers per second", 300, lines)));
    }
}

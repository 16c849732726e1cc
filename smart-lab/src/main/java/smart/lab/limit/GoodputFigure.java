package smart.lab.limit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import smart.bench.chart.Figure;
import smart.bench.chart.Ink;
import smart.bench.chart.Panel;
import smart.bench.chart.Point;
import smart.bench.chart.Series;

/** Goodput and latency against the offered load, with a line per rule. */
final class GoodputFigure {
    private static final List<Ink> INKS = List.of(Ink.P99, Ink.P50, Ink.ERROR, Ink.MEAN);

    private GoodputFigure() {}

    /** @param trials the trials that differ only in the load, sorted by load */
    static Figure of(List<Trial> trials, Map<String, List<Cell>> cells) {
        List<Figure.Axis.Label> labels = new ArrayList<>();
        for (int i = 0; i < trials.size(); i++) {
            labels.add(new Figure.Axis.Label(
                    i,
                    String.format(
                            Locale.ROOT,
                            "%s: %,.0f",
                            trials.get(i).name(),
                            trials.get(i).rate())));
        }
        List<Series> goodput = new ArrayList<>();
        List<Series> times = new ArrayList<>();
        List<Rule> rules = Rule.all();
        for (int i = 0; i < rules.size(); i++) {
            List<Point> good = new ArrayList<>();
            List<Point> late = new ArrayList<>();
            for (int x = 0; x < trials.size(); x++) {
                for (Cell cell : cells.getOrDefault(trials.get(x).name(), List.of())) {
                    if (cell.rule().equals(rules.get(i).name())) {
                        good.add(new Point(x, cell.goodput()));
                        late.add(new Point(x, cell.p99()));
                    }
                }
            }
            goodput.add(new Series(INKS.get(i), rules.get(i).name(), good));
            times.add(new Series(INKS.get(i), rules.get(i).name(), late));
        }
        return new Figure(
                "A backend that bears 500 calls a second, behind a limit",
                new Figure.Axis("calls offered per second", 0, Math.max(1, trials.size() - 1), labels),
                1,
                List.of(
                        panel("answered within a second, per second", "", 280, goodput),
                        panel("p99 of the answered, ms", "Unloaded, the backend takes 80 to 120 ms.", 200, times)));
    }

    private static Panel panel(String title, String note, int height, List<Series> series) {
        return new Panel(title, note, height, series, List.of(), List.of(), List.of());
    }
}

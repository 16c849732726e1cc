package smart.bench.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import smart.bench.compare.Comparison;
import smart.bench.compare.Ratio;
import smart.bench.result.LevelResult;

/** The figure of a comparison: both curves, their ratio with its confidence band, and, if there were any, both sides' errors. */
public final class ComparisonFigure {
    /** A few short rounds give very wide bounds, which would hide everything else. */
    private static final double MOST_OF_BAND = 2;

    /** The ratio's axis covers at least 5 % on each side of 1, so that noise of a few per mille looks like that. */
    private static final double LEAST_HALF = 0.05;

    private ComparisonFigure() {}

    /** Draws the levels that both runs have. */
    public static Figure of(Comparison comparison) {
        List<LevelResult> a =
                comparison.levels().stream().map(Comparison.Pair::a).toList();
        List<LevelResult> b =
                comparison.levels().stream().map(Comparison.Pair::b).toList();
        List<Series> times = new ArrayList<>();
        SweepFigure.addKnown(times, Ink.MEAN, "a", a, LevelResult::meanMs);
        SweepFigure.addKnown(times, Ink.OTHER, "b", b, LevelResult::meanMs);
        List<Series> rates = new ArrayList<>();
        SweepFigure.addKnown(rates, Ink.MEAN, "a", a, LevelResult::throughput);
        SweepFigure.addKnown(rates, Ink.OTHER, "b", b, LevelResult::throughput);
        List<Point> errors = errorMarks(comparison);
        List<Panel> panels = new ArrayList<>();
        panels.add(panel("mean response time, ms", 290, times, errors));
        panels.add(panel("succeeded per second", 210, rates, errors));
        panels.add(ratio(comparison, a, errors));
        if (!errors.isEmpty()) {
            List<Series> shares = new ArrayList<>();
            SweepFigure.addKnown(shares, Ink.MEAN, "a", a, level -> level.errorShare() * 100);
            SweepFigure.addKnown(shares, Ink.OTHER, "b", b, level -> level.errorShare() * 100);
            panels.add(new Panel(SweepFigure.ERRORS, 130, shares));
        }
        return new Figure(
                "a: " + Labels.shortened(comparison.a(), 45) + "   b: " + Labels.shortened(comparison.b(), 45),
                SweepFigure.axis(a),
                panels);
    }

    private static Panel panel(String title, int height, List<Series> series, List<Point> errors) {
        return new Panel(title, "", height, series, List.of(), errors, List.of());
    }

    /** The levels at which a request of either side did not succeed, with the larger share. */
    private static List<Point> errorMarks(Comparison comparison) {
        return comparison.levels().stream()
                .map(level -> new Point(
                        level.a().load(),
                        Math.max(level.a().errorShare(), level.b().errorShare())))
                .filter(mark -> mark.y() > 0)
                .toList();
    }

    private static Panel ratio(Comparison comparison, List<LevelResult> levels, List<Point> errors) {
        double lowest = levels.stream().mapToDouble(LevelResult::load).min().orElse(0);
        double highest = levels.stream().mapToDouble(LevelResult::load).max().orElse(1);
        List<Point> values = new ArrayList<>();
        List<Panel.Band> band = new ArrayList<>();
        for (Comparison.Pair level : comparison.levels()) {
            Ratio time = level.time();
            if (time != null) {
                double load = level.a().load();
                values.add(new Point(load, time.value()));
                band.add(new Panel.Band(load, time.low(), Math.min(time.high(), MOST_OF_BAND * time.value())));
            }
        }
        Series equal = new Series(Ink.FIT, "no difference", List.of(new Point(lowest, 1), new Point(highest, 1)));
        List<Series> series = List.of(equal, new Series(Ink.THROUGHPUT, "b / a", values));
        return new Panel(
                "ratio of mean times",
                "Above 1, b is slower. The band is the 95 % confidence interval, cut at twice the ratio.",
                200,
                series,
                band,
                errors,
                List.of(),
                aroundOne(values, band));
    }

    /** All that is drawn is inside. 1 is in the middle, unless it would begin below 0, where no ratio is: then at 0. */
    private static Panel.Range aroundOne(List<Point> values, List<Panel.Band> band) {
        double furthest = Stream.concat(
                        values.stream().map(Point::y), band.stream().flatMap(at -> Stream.of(at.low(), at.high())))
                .mapToDouble(ratio -> Math.abs(ratio - 1))
                .max()
                .orElse(0);
        double step = Math.pow(10, Math.floor(Math.log10(Math.max(furthest, LEAST_HALF)))) / 2;
        double half = Math.max(LEAST_HALF, Math.ceil(furthest * 1.02 / step) * step);
        return new Panel.Range(Math.max(0, 1 - half), 1 + half);
    }
}

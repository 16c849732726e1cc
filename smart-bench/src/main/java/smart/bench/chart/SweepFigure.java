package smart.bench.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import smart.bench.result.CeilingFit;
import smart.bench.result.Knee;
import smart.bench.result.KneeFinder;
import smart.bench.result.LevelResult;
import smart.bench.result.Report;
import smart.bench.result.UslFit;

/** The figure of a sweep: response time, throughput and, if there were any, errors, against concurrency. */
public final class SweepFigure {
    /** The title of the panel of errors. */
    static final String ERRORS = "not succeeded, %";

    private SweepFigure() {}

    /** Draws the levels of that report. */
    public static Figure of(Report report) {
        List<LevelResult> levels = report.levels();
        List<Panel> panels = new ArrayList<>();
        panels.add(times(levels));
        panels.add(throughput(levels, report.knee()));
        if (levels.stream().anyMatch(level -> level.errorShare() > 0)) {
            panels.add(errors(levels));
        }
        return new Figure(report.url(), axis(levels), panels);
    }

    /** The axis of the levels' loads: concurrencies, or rates. */
    static Figure.Axis axis(List<LevelResult> levels) {
        double highest = levels.stream().mapToDouble(LevelResult::load).max().orElse(1);
        double lowest = levels.stream().mapToDouble(LevelResult::load).min().orElse(0);
        boolean rates = levels.stream().anyMatch(level -> level.rate() != null);
        // A single level is in the middle of its axis.
        return new Figure.Axis(
                rates ? "requests due per second (rate)" : "requests in progress (concurrency)",
                lowest == highest ? 0 : lowest,
                lowest == highest ? 2 * highest : highest,
                List.of());
    }

    private static Panel times(List<LevelResult> levels) {
        List<Series> series = new ArrayList<>();
        addKnown(series, Ink.P99, "p99", levels, LevelResult::p99Ms);
        addKnown(series, Ink.P95, "p95", levels, LevelResult::p95Ms);
        addKnown(series, Ink.P50, "p50", levels, LevelResult::p50Ms);
        addKnown(series, Ink.MEAN, "mean", levels, LevelResult::meanMs);
        List<Panel.Band> band = band(levels);
        return new Panel(
                "response time, ms",
                band.size() < 2 ? "" : "The band is the 95 % confidence interval of the mean.",
                310,
                series,
                band,
                errorMarks(levels),
                List.of());
    }

    private static Panel throughput(List<LevelResult> levels, @Nullable Knee knee) {
        List<Series> series = new ArrayList<>();
        List<Panel.Mark> marks = new ArrayList<>();
        if (knee != null && Double.isFinite(knee.at(1))) {
            // It says nothing about levels that fail, and would dwarf them.
            series.add(new Series(Ink.FIT, knee.method(), curve(KneeFinder.usable(levels), knee::at)));
        }
        if (knee != null && knee.concurrency() != null) {
            marks.add(new Panel.Mark(Ink.KNEE, knee.concurrency(), "knee at " + knee.concurrency()));
        }
        addKnown(series, Ink.THROUGHPUT, "measured", levels, LevelResult::throughput);
        return new Panel(
                "succeeded per second",
                knee == null ? "" : model(knee),
                240,
                series,
                List.of(),
                errorMarks(levels),
                marks);
    }

    /** The meaning of the dashed line. */
    private static String model(Knee knee) {
        CeilingFit ceiling = knee.ceiling();
        UslFit law = knee.fit();
        if (knee.method().equals("ceiling") && ceiling != null) {
            return "Ceiling: each caller adds " + Labels.rough(ceiling.lambda()) + " a second, until "
                    + Labels.rough(ceiling.ceiling()) + " a second is reached, as a pool of workers does.";
        }
        return law == null
                ? ""
                : "Law: \u03bbN / (1 + \u03c3(N\u22121) + \u03baN(N\u22121)) a second; \u03bb = "
                        + Labels.rough(law.lambda()) + ", the rate of one caller; \u03c3 = " + Labels.rough(law.sigma())
                        + ", contention; \u03ba = " + Labels.rough(law.kappa())
                        + ", coherence (Universal Scalability Law).";
    }

    private static Panel errors(List<LevelResult> levels) {
        List<Series> series = new ArrayList<>();
        addKnown(series, Ink.ERROR, "errors", levels, level -> level.errorShare() * 100);
        return new Panel(ERRORS, 130, series);
    }

    static void addKnown(
            List<Series> series,
            Ink ink,
            String name,
            List<LevelResult> levels,
            Function<LevelResult, @Nullable Double> value) {
        List<Point> points = new ArrayList<>();
        boolean any = false;
        for (LevelResult level : levels) {
            Double known = value.apply(level);
            any |= known != null;
            points.add(new Point(level.load(), known == null ? Double.NaN : known));
        }
        if (any) {
            series.add(new Series(ink, name, points));
        }
    }

    private static List<Point> curve(List<LevelResult> levels, ToDoubleFunction<Double> law) {
        double from = levels.stream().mapToDouble(LevelResult::load).min().orElse(1);
        double to = levels.stream().mapToDouble(LevelResult::load).max().orElse(1);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i <= 100; i++) {
            double n = from + (to - from) * i / 100;
            points.add(new Point(n, law.applyAsDouble(n)));
        }
        return points;
    }

    /** The mean's confidence band. */
    private static List<Panel.Band> band(List<LevelResult> levels) {
        List<Panel.Band> band = new ArrayList<>();
        for (LevelResult level : levels) {
            Double mean = level.meanMs();
            Double error = level.meanErrorMs();
            if (mean != null && error != null) {
                band.add(new Panel.Band(level.load(), Math.max(0, mean - error), mean + error));
            }
        }
        return band;
    }

    private static List<Point> errorMarks(List<LevelResult> levels) {
        return levels.stream()
                .filter(level -> level.errorShare() > 0)
                .map(level -> new Point(level.load(), level.errorShare()))
                .toList();
    }
}

package smart.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import smart.bench.chart.picture.Drawing;
import smart.bench.chart.picture.Picture;
import smart.bench.load.http.UnreachableException;
import smart.bench.report.ReportFiles;
import smart.bench.report.Written;
import smart.bench.report.text.LiveTable;
import smart.bench.report.text.PlanDescription;
import smart.bench.report.text.TextGraph;
import smart.bench.report.text.Wrapped;
import smart.bench.result.Knee;
import smart.bench.result.KneeFinder;
import smart.bench.result.LevelResult;
import smart.bench.result.MeasuredLevel;
import smart.bench.result.Report;
import smart.bench.run.LoadRunner;
import smart.bench.run.Model;
import smart.bench.run.Plan;
import smart.bench.scenario.MockScenario;
import smart.bench.selftest.GeneratorWarmUp;
import smart.bench.selftest.Warmed;

/** One run: sets the scenario, warms up, measures, writes the report, and sets the exit code. */
final class MeasureRun {
    private final Plan plan;
    private final String tool;
    private final Duration warmUp;
    private final PrintStream out;
    private final PrintStream err;

    MeasureRun(Plan plan, String tool, Duration warmUp, PrintStream out, PrintStream err) {
        this.plan = plan;
        this.tool = tool;
        this.warmUp = warmUp;
        this.out = out;
        this.err = err;
    }

    ExitCode run() throws UnreachableException, IOException, InterruptedException {
        MockScenario scenario = plan.scenario();
        if (scenario != null) {
            scenario.set();
        }
        LiveTable table = new LiveTable(out, LiveTable.isTerminal());
        try (Interruption interruption = new Interruption()) {
            return report(measure(table, interruption));
        }
    }

    private record Run(
            String startedAt, Drawing drawing, Warmed warmed, List<MeasuredLevel> measured, Optional<String> stopped) {}

    /** The connections close at the end, so that file descriptors are free for the report. */
    private Run measure(LiveTable table, Interruption interruption) throws UnreachableException, InterruptedException {
        try (LoadRunner runner = new LoadRunner(plan.target(), plan.model(), plan.threads(), table)) {
            interruption.onStop(() -> runner.stop(Interruption.REASON));
            runner.connect();
            Drawing drawing = new Picture(); // now, since Java can't read a font while the process is ending
            Warmed warmed = GeneratorWarmUp.warmUp(warmUp, () -> runner.stopped() != null);
            out.println(Wrapped.of(warmed.words()));
            String startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
            List<MeasuredLevel> measured = runner.run();
            return new Run(startedAt, drawing, warmed, measured, Optional.ofNullable(runner.stopped()));
        } finally {
            table.clear();
        }
    }

    private ExitCode report(Run run) {
        List<MeasuredLevel> measured = run.measured();
        if (measured.isEmpty()) {
            err.println("smart-bench: " + run.stopped().orElse("stopped") + ", before anything was measured");
            return ExitCode.FAILED;
        }
        List<LevelResult> levels = measured.stream().map(MeasuredLevel::result).toList();
        Report report = new Report(
                plan.target().uri().toString(),
                plan.model().label(),
                run.startedAt(),
                tool,
                levels,
                KneeFinder.find(levels).orElse(null),
                about(run.warmed(), levels));
        conclude(report);
        Written written = ReportFiles.write(report, measured, plan.output(), run.drawing());
        List<String> lost = written.lost();
        lost.forEach(line -> err.println("smart-bench: " + line));
        written.hints().forEach(line -> err.println("smart-bench: " + line));
        String name = String.valueOf(plan.output());
        if (lost.isEmpty()) {
            out.println(Wrapped.of("Open " + name + ".html; the same in " + name
                    + (written.hints().isEmpty() ? ".png, .svg, " : "") + ".json, .csv and .hlog."));
        }
        ExitCode code = judge(report, run.stopped());
        return lost.isEmpty() ? code : ExitCode.FAILED;
    }

    private List<String> about(Warmed warmed, List<LevelResult> levels) {
        List<String> about = new ArrayList<>(PlanDescription.about(plan, levels));
        about.add(warmed.words());
        return about;
    }

    private void conclude(Report report) {
        out.println();
        out.print(TextGraph.of(report.levels()));
        out.println();
        if (plan.model() instanceof Model.Rate rate) {
            out.println(Wrapped.of(PlanDescription.sample(rate, report.levels().get(0))));
        }
        Knee knee = report.knee();
        if (knee != null && knee.concurrency() != null) {
            out.println(
                    Wrapped.of("Throughput stops growing at " + knee.concurrency() + " (" + knee.interval() + ")."));
            out.println(Wrapped.of("Recommended limit.maxInFlight: " + knee.recommendedMaxInFlight() + ", because "
                    + knee.reason() + "."));
        } else if (knee != null) {
            out.println(Wrapped.of("No knee: " + knee.reason() + "."));
        }
    }

    private ExitCode judge(Report report, Optional<String> stopped) {
        if (stopped.isPresent()) {
            err.println("smart-bench: " + stopped.get() + "; the report covers the measurement until then");
            return ExitCode.FAILED;
        }
        if (report.levels().stream().allMatch(level -> level.succeeded() == 0)) {
            err.println("smart-bench: not one request succeeded");
            return ExitCode.FAILED;
        }
        List<String> broken = plan.failIf().stream()
                .flatMap(threshold -> threshold.broken(report.levels()).stream())
                .toList();
        broken.forEach(line -> err.println("smart-bench: broken: " + line));
        List<LevelResult> limited =
                report.levels().stream().filter(LevelResult::generatorLimited).toList();
        if (!limited.isEmpty()) {
            err.printf(
                    Locale.ROOT,
                    "smart-bench: the generator, not the target, was the limit at %d of %d levels%n",
                    limited.size(),
                    report.levels().size());
        }
        if (!broken.isEmpty()) {
            return ExitCode.THRESHOLD;
        }
        return limited.isEmpty() ? ExitCode.OK : ExitCode.GENERATOR_LIMITED;
    }
}

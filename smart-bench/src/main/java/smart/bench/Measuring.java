package smart.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import smart.bench.load.UnreachableException;
import smart.bench.report.LiveTable;
import smart.bench.report.ReportFiles;
import smart.bench.report.TextGraph;
import smart.bench.report.Words;
import smart.bench.result.Knee;
import smart.bench.result.KneeFinder;
import smart.bench.result.LevelResult;
import smart.bench.result.Measured;
import smart.bench.result.Report;
import smart.bench.run.LoadRunner;
import smart.bench.run.Plan;
import smart.bench.scenario.MockScenario;
import smart.bench.selftest.Rehearsal;

/** One run: sets the scenario, warms up, measures, reports, judges. */
final class Measuring {
    private final Plan plan;
    private final String tool;
    private final PrintStream out;
    private final PrintStream err;

    Measuring(Plan plan, String tool, PrintStream out, PrintStream err) {
        this.plan = plan;
        this.tool = tool;
        this.out = out;
        this.err = err;
    }

    ExitCode run() throws UnreachableException, IOException, InterruptedException {
        MockScenario scenario = plan.scenario();
        if (scenario != null) {
            scenario.set(plan.requests());
        }
        LiveTable table = new LiveTable(out, LiveTable.isTerminal());
        try (LoadRunner runner = new LoadRunner(plan.target(), plan.model(), table)) {
            Interruption interruption = new Interruption(() -> runner.stop("stopped by Ctrl-C"));
            try {
                return run(runner, table);
            } finally {
                interruption.close();
            }
        }
    }

    private ExitCode run(LoadRunner runner, LiveTable table)
            throws UnreachableException, IOException, InterruptedException {
        runner.connect();
        Rehearsal.warmUp();
        String startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        List<Measured> measured = runner.run();
        table.clear();
        if (measured.isEmpty()) {
            err.println("smart-bench: stopped before anything was measured");
            return ExitCode.FAILED;
        }
        List<LevelResult> levels = measured.stream().map(Measured::result).toList();
        Report report = new Report(
                plan.target().uri().toString(),
                plan.model().label(),
                startedAt,
                tool,
                levels,
                KneeFinder.find(levels).orElse(null),
                Words.about(plan));
        ReportFiles.write(report, measured, plan.output());
        conclude(report);
        return judge(report, Optional.ofNullable(runner.stopped()));
    }

    private void conclude(Report report) {
        out.println();
        out.print(TextGraph.of(report.levels()));
        out.println();
        Knee knee = report.knee();
        if (knee != null && knee.concurrency() != null) {
            out.printf(
                    "Throughput stops growing at %d (95 %% confidence: %d to %d).%n",
                    knee.concurrency(), knee.low(), knee.high());
            out.printf(
                    "Recommended limit.maxInFlight: %d, because %s.%n", knee.recommendedMaxInFlight(), knee.reason());
        } else if (knee != null) {
            out.printf("No knee: %s.%n", knee.reason());
        }
        String name = String.valueOf(plan.output());
        out.printf("Open %s.html; the same in %s.png, .svg, .json, .csv and .hlog.%n", name, name);
    }

    private ExitCode judge(Report report, Optional<String> stopped) {
        if (stopped.isPresent()) {
            err.println("smart-bench: " + stopped.get() + "; the report covers what was measured until then");
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
                    "smart-bench: the generator, not the target, was the limit at %d of %d levels%n",
                    limited.size(), report.levels().size());
        }
        if (!broken.isEmpty()) {
            return ExitCode.THRESHOLD;
        }
        return limited.isEmpty() ? ExitCode.OK : ExitCode.GENERATOR_LIMITED;
    }
}

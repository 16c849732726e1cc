package smart.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import smart.bench.arguments.Asked.Compare;
import smart.bench.arguments.Asked.Reports;
import smart.bench.arguments.Asked.Targets;
import smart.bench.chart.picture.Drawing;
import smart.bench.chart.picture.Picture;
import smart.bench.compare.Comparison;
import smart.bench.compare.ErrorShares;
import smart.bench.compare.IncomparableException;
import smart.bench.compare.Verdict;
import smart.bench.load.http.UnreachableException;
import smart.bench.report.ComparisonFiles;
import smart.bench.report.ComparisonTable;
import smart.bench.report.JsonFile;
import smart.bench.report.Written;
import smart.bench.report.text.LiveTable;
import smart.bench.report.text.Wrapped;
import smart.bench.result.LevelResult;
import smart.bench.result.MeasuredLevel;
import smart.bench.result.Rounds;
import smart.bench.run.LoadRunner;
import smart.bench.selftest.GeneratorWarmUp;
import smart.bench.threshold.Condition;
import smart.bench.threshold.PassThreshold;
import smart.bench.threshold.SlowerThan;

/** One comparison: reads or measures both sides, writes the report, and sets the exit code. */
final class CompareRun {
    private final Compare order;
    private final Duration warmUp;
    private final PrintStream out;
    private final PrintStream err;
    private @Nullable String stopped;
    private @Nullable Drawing drawing;

    CompareRun(Compare order, Duration warmUp, PrintStream out, PrintStream err) {
        this.order = order;
        this.warmUp = warmUp;
        this.out = out;
        this.err = err;
    }

    ExitCode run() throws IncomparableException, UnreachableException, IOException, InterruptedException {
        if (order instanceof Reports reports) {
            return report(Comparison.of(JsonFile.read(reports.a()), JsonFile.read(reports.b())));
        }
        try (Interruption interruption = new Interruption()) {
            return report(measured((Targets) order, interruption));
        }
    }

    private ExitCode report(Comparison comparison) {
        if (stopped != null) {
            err.println("smart-bench: " + stopped + "; only complete rounds are compared");
        }
        if (comparison.levels().isEmpty()) {
            err.println("smart-bench: nothing to compare: "
                    + (stopped == null ? "the two have no level in common" : "no round is complete"));
            return ExitCode.FAILED;
        }
        out.printf(Locale.ROOT, "a: %s%nb: %s%n%n", comparison.a(), comparison.b());
        out.print(ComparisonTable.of(comparison));
        out.println();
        out.println(Wrapped.of(Verdict.of(comparison) + "."));
        out.println(Wrapped.of(Verdict.levels(comparison) + "."));
        Written written = ComparisonFiles.write(comparison, order.output(), drawing == null ? new Picture() : drawing);
        List<String> lost = written.lost();
        lost.forEach(line -> err.println("smart-bench: " + line));
        written.hints().forEach(line -> err.println("smart-bench: " + line));
        if (lost.isEmpty()) {
            out.println(Wrapped.of("Open " + order.output() + ".html; the same in " + order.output()
                    + (written.hints().isEmpty() ? ".png, .svg and " : "") + ".json."));
        }
        ExitCode code = judge(comparison);
        return lost.isEmpty() ? code : ExitCode.FAILED;
    }

    /** Each round measures both, in alternating order, so that drift over time affects both equally. */
    private Comparison measured(Targets targets, Interruption interruption)
            throws UnreachableException, InterruptedException {
        Rounds roundsA = new Rounds();
        Rounds roundsB = new Rounds();
        LiveTable table = new LiveTable(out, LiveTable.isTerminal());
        try (LoadRunner a = new LoadRunner(targets.a(), targets.sweep(), targets.threads(), table);
                LoadRunner b = new LoadRunner(targets.b(), targets.sweep(), targets.threads(), table)) {
            interruption.onStop(() -> {
                a.stop(Interruption.REASON);
                b.stop(Interruption.REASON);
            });
            try {
                a.connect();
                b.connect();
                drawing = new Picture(); // now, since Java can't read a font while the process is ending
                out.println(Wrapped.of(GeneratorWarmUp.warmUp(warmUp, () -> a.stopped() != null)
                        .words()));
                for (int round = 0; round < targets.rounds() && a.stopped() == null && b.stopped() == null; round++) {
                    out.printf(
                            Locale.ROOT,
                            "round %d of %d, %s%n",
                            round + 1,
                            targets.rounds(),
                            round % 2 == 0 ? "a, then b" : "b, then a");
                    List<MeasuredLevel> early = round % 2 == 0 ? a.run() : b.run();
                    List<MeasuredLevel> late = round % 2 == 0 ? b.run() : a.run();
                    boolean complete = early.size() == late.size() && a.stopped() == null && b.stopped() == null;
                    if (complete) {
                        roundsA.add(round % 2 == 0 ? early : late);
                        roundsB.add(round % 2 == 0 ? late : early);
                    }
                }
                stopped = a.stopped() == null ? b.stopped() : a.stopped();
            } finally {
                table.clear();
            }
        }
        return Comparison.ofRounds(
                targets.a().uri().toString(), targets.b().uri().toString(), roundsA, roundsB);
    }

    private ExitCode judge(Comparison comparison) {
        List<String> broken = order.failIf().stream()
                .flatMap(condition -> broken(condition, comparison).stream())
                .toList();
        if (stopped != null) {
            return ExitCode.FAILED;
        }
        broken.forEach(line -> err.println("smart-bench: broken by b: " + line));
        if (!broken.isEmpty()) {
            return ExitCode.THRESHOLD;
        }
        ErrorShares errors = comparison.errors();
        if (errors.differ() && errors.b() > errors.a()) {
            err.println("smart-bench: more requests failed with b than with a");
            return ExitCode.THRESHOLD;
        }
        if (comparison.overall() == null) {
            err.println("smart-bench: the runs can't be compared");
            return ExitCode.FAILED;
        }
        boolean limited = comparison.levels().stream()
                .anyMatch(level -> level.a().generatorLimited() || level.b().generatorLimited());
        if (limited) {
            err.println("smart-bench: at some levels the generator, not the target, was the limit");
        }
        return limited ? ExitCode.GENERATOR_LIMITED : ExitCode.OK;
    }

    private static Optional<String> broken(Condition condition, Comparison comparison) {
        if (condition instanceof SlowerThan slower) {
            return slower.broken(comparison.overall());
        }
        List<LevelResult> b =
                comparison.levels().stream().map(Comparison.Pair::b).toList();
        return ((PassThreshold) condition).broken(b);
    }
}

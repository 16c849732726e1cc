package smart.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import smart.bench.arguments.Asked;
import smart.bench.arguments.BenchArguments;
import smart.bench.arguments.UsageException;
import smart.bench.compare.IncomparableException;
import smart.bench.load.http.UnreachableException;
import smart.bench.report.text.LiveTable;
import smart.bench.report.text.Wrapped;
import smart.bench.result.LevelResult;
import smart.bench.selftest.GeneratorWarmUp;

/** The program: parse, run, report. */
public final class BenchCommand {
    /**
     * Kept in a field, since an unreferenced logger loses its level. Netty's warnings are not for the users of a
     * benchmark.
     */
    private static final Logger NETTY = Logger.getLogger("io.netty");

    private static final Duration WARM_UP = Duration.ofSeconds(10);

    private final PrintStream out;
    private final PrintStream err;
    private final Duration warmUp;

    /** With a maximum time for the generator's warm-up. */
    BenchCommand(PrintStream out, PrintStream err, Duration warmUp) {
        this.warmUp = warmUp;
        this.out = out;
        this.err = err;
    }

    /** Runs the program and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(program(WARM_UP, args));
    }

    /** The program, with the most that the warm-up of the generator may take; returns its exit code. */
    static int program(Duration warmUp, String... args) {
        NETTY.setLevel(Level.SEVERE);
        System.setProperty("java.awt.headless", "true"); // pictures are drawn, and shown nowhere
        return new BenchCommand(System.out, System.err, warmUp).run(args).value();
    }

    ExitCode run(String... args) {
        try {
            Asked asked = new BenchArguments(tool()).parse(args);
            if (asked instanceof Asked.Run run) {
                return new MeasureRun(run.plan(), tool(), warmUp, out, err).run();
            }
            if (asked instanceof Asked.Compare compare) {
                return new CompareRun(compare, warmUp, out, err).run();
            }
            if (asked instanceof Asked.Text text) {
                out.print(text.text());
                return ExitCode.OK;
            }
            return selfTest();
        } catch (UsageException e) {
            return complain(e, ExitCode.USAGE);
        } catch (IncomparableException | UnreachableException | IOException e) {
            return complain(e, ExitCode.FAILED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.FAILED;
        }
    }

    private ExitCode complain(Exception e, ExitCode code) {
        // The message of a file exception is often only the file's name.
        String message = e instanceof FileSystemException file
                ? "can't write " + file.getFile() + ": "
                        + Objects.requireNonNullElse(
                                file.getReason(), e.getClass().getSimpleName())
                : e.getMessage();
        err.println("smart-bench: " + message);
        return code;
    }

    /** Here the generator or the machine limits every level, by design. */
    private ExitCode selfTest() throws InterruptedException {
        out.println(Wrapped.of(
                "Measuring a server in this process that answers at once: what this machine can do at most."));
        LiveTable table = new LiveTable(out, LiveTable.isTerminal());
        out.println(Wrapped.of(GeneratorWarmUp.warmUp(warmUp).words()));
        List<LevelResult> levels = GeneratorWarmUp.selfTest(table);
        table.clear();
        double ceiling = levels.stream()
                .mapToDouble(level -> Objects.requireNonNullElse(level.throughput(), 0.0))
                .max()
                .orElse(0);
        double floor = levels.stream()
                .mapToDouble(level -> Objects.requireNonNullElse(level.p50Ms(), Double.POSITIVE_INFINITY))
                .min()
                .orElse(0);
        out.printf(Locale.ROOT, "%nCeiling of this machine, target included: %,.0f requests per second.%n", ceiling);
        out.println(Wrapped.of(String.format(
                Locale.ROOT,
                "Floor: a median of %.3f ms. A target measured near either is not what was measured.",
                floor)));
        return ExitCode.OK;
    }

    private static String tool() {
        return "smart-bench "
                + Objects.requireNonNullElse(BenchCommand.class.getPackage().getImplementationVersion(), "dev");
    }
}

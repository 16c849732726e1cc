package smart.lab.hedging;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import smart.bench.chart.Figure;
import smart.bench.chart.picture.Picture;
import smart.bench.selftest.GeneratorWarmUp;
import smart.lab.Experiment;
import smart.lab.hedging.TailFigure.Line;
import smart.lab.hedging.TailFigure.Tail;

/**
 * The program behind {@code docs/hedging.md}: measures each backend with each setting, and creates the table and the
 * figure of all results. It needs {@code smart.jar} and {@code smart-mock.jar} in the working folder.
 */
public final class HedgingExperiment implements Experiment {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final PrintStream out;

    HedgingExperiment(Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    /**
     * Measures the named backends, or all, and reports on all results in the folder. Exits with 2 for invalid arguments, and with 1
     * if a measurement fails.
     *
     * @param args the folder for the results, and names of backends
     */
    public static void main(String[] args) throws InterruptedException {
        int status = run(List.of(args), System.out, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    static int run(List<String> args, PrintStream out, PrintStream err) throws InterruptedException {
        return Experiment.run(
                "HedgingExperiment",
                "BACKEND",
                TestedBackend.all().stream().map(TestedBackend::name).toList(),
                folder -> new HedgingExperiment(folder, out),
                args,
                err);
    }

    @Override
    public void measure(List<String> names) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        GeneratorWarmUp.warmUp(Duration.ofSeconds(10));
        for (TestedBackend backend : TestedBackend.all()) {
            if (names.contains(backend.name())) {
                out.printf(Locale.ROOT, "measuring %s: %s%n", backend.name(), backend.description());
                JSON.writeValue(file(backend).toFile(), new HedgingTrial(backend, folder).run());
            }
        }
    }

    /** Writes {@code table.md} and {@code tails.svg}, and prints the table. */
    @Override
    public void report() throws IOException {
        StringBuilder table = new StringBuilder();
        List<Tail> tails = new ArrayList<>();
        for (TestedBackend backend : TestedBackend.all()) {
            if (Files.exists(file(backend))) {
                List<HedgingCell> cells =
                        JSON.readValue(file(backend).toFile(), new TypeReference<List<HedgingCell>>() {});
                table.append(HedgingTable.of(backend, cells));
                if (backend.mockOptions().isEmpty() && backend.replicas().isEmpty()) {
                    tail(backend, cells).ifPresent(tails::add);
                }
            }
        }
        out.print(table);
        Files.writeString(folder.resolve("table.md"), table);
        Figure figure = TailFigure.of("Time in ms within which this share of the calls had succeeded", tails);
        Picture picture = new Picture();
        Files.write(folder.resolve("tails.svg"), picture.svg(figure));
        Files.write(folder.resolve("tails.png"), picture.png(figure));
    }

    /** Without hedging, and with the percentile as the delay: the two settings in the figure. */
    private static Optional<Tail> tail(TestedBackend backend, List<HedgingCell> cells) {
        HedgingCell without = named(cells, "no hedging");
        HedgingCell with = named(cells, "p95");
        return without == null || with == null
                ? Optional.empty()
                : Optional.of(new Tail(
                        backend.name(),
                        gain(without, with),
                        line("no hedging", without),
                        line("hedging at p95", with)));
    }

    private static @Nullable HedgingCell named(List<HedgingCell> cells, String setting) {
        return cells.stream()
                .filter(cell -> cell.setting().equals(setting))
                .findFirst()
                .orElse(null);
    }

    private static String gain(HedgingCell without, HedgingCell with) {
        String more = String.format(Locale.ROOT, "%.0f %% more requests", 100 * with.extraLoad());
        boolean known = Double.isFinite(without.p999()) && Double.isFinite(with.p999());
        return known
                ? String.format(
                        Locale.ROOT,
                        "p99 %,.0f \u2192 %,.0f ms, p99.9 %,.0f \u2192 %,.0f ms; %s",
                        without.p99(),
                        with.p99(),
                        without.p999(),
                        with.p999(),
                        more)
                : String.format(
                        Locale.ROOT,
                        "within 1 s %.0f \u2192 %.0f %% of the calls; %s",
                        100 * without.withinSecond(),
                        100 * with.withinSecond(),
                        more);
    }

    private static Line line(String name, HedgingCell cell) {
        return new Line(name, cell.shares(), cell.millis());
    }

    private Path file(TestedBackend backend) {
        return folder.resolve(backend.name() + ".json");
    }
}

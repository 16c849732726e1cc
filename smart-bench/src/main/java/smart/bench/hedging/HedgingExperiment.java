package smart.bench.hedging;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import smart.bench.chart.Figure;
import smart.bench.chart.TailFigure;
import smart.bench.chart.TailFigure.Line;
import smart.bench.selftest.Rehearsal;

/**
 * The program behind {@code docs/hedging.md}: measures each backend with each setting, and makes the table and the figure
 * of all that has been measured. Needs {@code smart.jar} and {@code smart-mock.jar} in the folder where it is started.
 */
public final class HedgingExperiment {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final PrintStream out;

    HedgingExperiment(Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    /**
     * Measures the named backends, or all, and reports on those whose results are in the folder.
     *
     * @param args the folder for the results, and names of backends
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> known =
                TestedBackend.all().stream().map(TestedBackend::name).toList();
        List<String> names = List.of(args).subList(Math.min(1, args.length), args.length);
        if (args.length == 0 || !known.containsAll(names)) {
            System.err.println("usage: HedgingExperiment FOLDER [BACKEND ...], with BACKEND one of " + known);
            System.exit(2);
        }
        HedgingExperiment experiment = new HedgingExperiment(Path.of(args[0]), System.out);
        experiment.measure(names);
        experiment.report();
    }

    private void measure(List<String> names) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Rehearsal.warmUp();
        for (TestedBackend backend : TestedBackend.all()) {
            if (names.isEmpty() || names.contains(backend.name())) {
                out.printf(Locale.ROOT, "measuring %s: %s%n", backend.name(), backend.description());
                JSON.writeValue(file(backend).toFile(), new Trial(backend, folder).run());
            }
        }
    }

    /** Writes {@code table.md} and {@code tails.svg}, and prints the table. */
    void report() throws IOException {
        StringBuilder table = new StringBuilder();
        Map<String, List<Line>> tails = new LinkedHashMap<>();
        for (TestedBackend backend : TestedBackend.all()) {
            if (Files.exists(file(backend))) {
                List<Cell> cells = JSON.readValue(file(backend).toFile(), new TypeReference<List<Cell>>() {});
                table.append(Table.of(backend, cells));
                if (backend.mockOptions().isEmpty() && backend.replicas().isEmpty()) {
                    tails.put(backend.name(), lines(cells));
                }
            }
        }
        out.print(table);
        Files.writeString(folder.resolve("table.md"), table);
        Figure figure = TailFigure.of("milliseconds within which this share of the calls had succeeded", tails);
        Files.writeString(folder.resolve("tails.svg"), figure.svgDocument());
        try (OutputStream png = Files.newOutputStream(folder.resolve("tails.png"))) {
            figure.writePng(png);
        }
    }

    private static List<Line> lines(List<Cell> cells) {
        // The percentile without budget is left out: where it differs from the one with it, the table says so.
        return cells.stream()
                .limit(4)
                .map(cell -> new Line(cell.setting(), cell.shares(), cell.millis()))
                .toList();
    }

    private Path file(TestedBackend backend) {
        return folder.resolve(backend.name() + ".json");
    }
}

package smart.lab.limit;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import smart.bench.chart.Figure;
import smart.bench.chart.picture.Picture;
import smart.bench.selftest.GeneratorWarmUp;
import smart.lab.Experiment;

/**
 * The program behind the figures on sockets of {@code docs/limit.md}: measures each trial with each rule, and creates
 * the table and the figure of all results. It needs {@code smart.jar} and {@code smart-mock.jar} in the working folder.
 */
public final class LimitExperiment implements Experiment {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The measurement with three services, which is not a {@link Trial}. */
    private static final String SHARES = "shares";

    private final Path folder;
    private final PrintStream out;

    LimitExperiment(Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    /**
     * Measures the named trials, or all, and reports on all results in the folder. Exits with 2 for invalid arguments,
     * and with 1 if a measurement fails.
     *
     * @param args the folder for the results, and names of trials
     */
    public static void main(String[] args) throws InterruptedException {
        int status = run(List.of(args), System.out, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    static int run(List<String> args, PrintStream out, PrintStream err) throws InterruptedException {
        return Experiment.run(
                "LimitExperiment", "TRIAL", names(), folder -> new LimitExperiment(folder, out), args, err);
    }

    private static List<String> names() {
        return Stream.concat(Trial.all().stream().map(trial -> trial.name().replace(' ', '-')), Stream.of(SHARES))
                .toList();
    }

    @Override
    public void measure(List<String> names) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        GeneratorWarmUp.warmUp(Duration.ofSeconds(10));
        for (Trial trial : Trial.all()) {
            if (names.contains(trial.name().replace(' ', '-'))) {
                List<Cell> cells = new ArrayList<>();
                for (Rule rule : Rule.all()) {
                    out.printf(Locale.ROOT, "measuring %s: %s%n", trial.name(), rule.name());
                    cells.add(new TrialRun(folder).run(trial, rule));
                }
                JSON.writeValue(file(trial.name()).toFile(), cells);
            }
        }
        if (names.contains(SHARES)) {
            out.println("measuring " + SHARES);
            JSON.writeValue(file(SHARES).toFile(), Shares.measure(folder));
        }
    }

    /** Writes {@code table.md}, {@code goodput.svg} and {@code replicas.svg}, and prints the table. */
    @Override
    public void report() throws IOException {
        StringBuilder table = new StringBuilder(Table.head());
        Map<String, List<Cell>> steady = new LinkedHashMap<>();
        for (Trial trial : Trial.all()) {
            if (Files.exists(file(trial.name()))) {
                List<Cell> cells = JSON.readValue(file(trial.name()).toFile(), new TypeReference<List<Cell>>() {});
                table.append(Table.of(trial, cells));
                if (trial.isSteady()) {
                    steady.put(trial.name(), cells);
                }
            }
        }
        if (Files.exists(file(SHARES))) {
            List<Shares> shares = JSON.readValue(file(SHARES).toFile(), new TypeReference<List<Shares>>() {});
            table.append(Shares.table(shares));
            write("replicas", SharesFigure.of(shares));
        }
        out.print(table);
        Files.writeString(folder.resolve("table.md"), table);
        List<Trial> shown = Trial.all().stream()
                .filter(trial -> steady.containsKey(trial.name()))
                .toList();
        write("goodput", GoodputFigure.of(shown, steady));
    }

    private void write(String name, Figure figure) throws IOException {
        Picture picture = new Picture();
        Files.write(folder.resolve(name + ".svg"), picture.svg(figure));
        Files.write(folder.resolve(name + ".png"), picture.png(figure));
    }

    private Path file(String name) {
        return folder.resolve(name.replace(' ', '-') + ".json");
    }
}

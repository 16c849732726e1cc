package smart.lab.hedging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of the measurements; the measuring itself takes minutes and is the experiment. */
class HedgingExperimentTest {

    @Test
    void aCallThatFailedCountsAsOneThatNeverEnds() {
        Histogram times = new Histogram(3);
        for (int millis = 1; millis <= 90; millis++) {
            times.recordValue(millis * 1_000_000L);
        }

        // Of a hundred calls ten failed.
        assertThat(HedgingCell.millis(times, 100, 0.5)).isBetween(50.0, 50.1);
        assertThat(HedgingCell.millis(times, 100, 0.9)).isBetween(90.0, 90.1);
        assertThat(HedgingCell.millis(times, 100, 0.95)).isNaN();
        assertThat(HedgingCell.millis(new Histogram(3), 100, 0.5)).isNaN();
    }

    @Test
    void reportsOnAllBackendsWhoseResultsAreInTheFolder(@TempDir Path folder) throws Exception {
        write(folder, "bimodal", cell("no hedging", Double.NaN), cell("p95", 240));
        write(folder, "slow", cell("least_busy", 300));
        write(folder, "dead", cell("least_busy", 300));
        write(folder, "overload", cell("no hedging", 512.4), cell("p95", 500));
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        new HedgingExperiment(folder, new PrintStream(printed, true, UTF_8)).report();

        assertThat(Files.readString(folder.resolve("table.md")))
                .isEqualTo(printed.toString(UTF_8))
                .contains("**bimodal**: 80 to 120 ms, 1 % takes 20 times as long\n")
                .contains("| no hedging | 98.5 % | 100 | 110 | 120 | never | 4.9 % | 350.1 | 21000 |\n")
                .contains("| p95 | 98.5 % | 100 | 110 | 120 | 240 | 4.9 % | 350.1 | 21000 |\n")
                .contains("| least_busy | 98.5 % | 100 | 110 | 120 | 300 | 4.9 % | 350.1 | 21000 | 70.0 % |\n")
                .contains("| least_busy | 98.5 % | 100 | 110 | 120 | 300 | 4.9 % | 350.1 | 21000 |\n")
                .contains("| no hedging | 98.5 % | 100 | 110 | 120 | 512 |  | 350.1 | 21000 |\n");
        assertThat(Files.readString(folder.resolve("tails.svg")))
                .contains("bimodal", "no hedging", "hedging at p95", "99.9 %", "within 1 s")
                .doesNotContain("overload", "NaN");
        assertThat(folder.resolve("tails.png")).isNotEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--help", "folder unknown-backend"})
    void wrongArgumentsAreAnsweredWithTheUsageAlone(String arguments) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> words = arguments.isEmpty() ? List.of() : List.of(arguments.split(" ", -1));

        int status = HedgingExperiment.run(words, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));

        assertThat(status).isEqualTo(2);
        assertThat(out.toString(UTF_8)).isEmpty();
        assertThat(err.toString(UTF_8))
                .hasLineCount(1)
                .startsWith("usage: HedgingExperiment FOLDER [BACKEND ...], with BACKEND one of ")
                .contains("bimodal");
    }

    @Test
    void aFolderThatCantBeMadeIsSaidInOneLine(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        int status = HedgingExperiment.run(List.of(file.toString()), System.out, new PrintStream(err, true, UTF_8));

        assertThat(status).isEqualTo(1);
        assertThat(err.toString(UTF_8)).hasLineCount(1).contains(file.toString());
    }

    private static HedgingCell cell(String setting, double p999) {
        return new HedgingCell(
                setting,
                21_000,
                0.985,
                100,
                110,
                120,
                p999,
                0.049,
                350.1,
                false,
                List.of(700L, 100L, 200L),
                List.of(0.0, 0.5, 0.99, 0.999),
                List.of(80.0, 100.0, 120.0, p999));
    }

    private static void write(Path folder, String backend, HedgingCell... cells) throws Exception {
        new ObjectMapper().writeValue(folder.resolve(backend + ".json").toFile(), List.of(cells));
    }
}

package smart.lab.limit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of the measurements; the measuring itself takes minutes and is the experiment. */
final class LimitExperimentTest {

    /** Second 10 ends what went before; the backend then gives 0, 0, 200, 490, 500, ... calls a second. */
    private static List<Second> rising() {
        double[] good = {0, 0, 200, 490, 500, 480, 505, 500};
        return IntStream.range(0, 20)
                .mapToObj(i -> new Second(i + 1, i < 10 ? 500 : i - 10 < good.length ? good[i - 10] : 500, 70))
                .toList();
    }

    @Test
    void settledIsTheFirstSecondOfThreeThatReachWhatTheBackendBears() {
        assertThat(Second.settled(rising(), 10, 20, 500)).isEqualTo(3);
        assertThat(Second.settled(rising(), 0, 10, 500)).isZero();
        // With a change that was complete in the middle of a second.
        assertThat(Second.settled(rising(), 10.4, 20, 500)).isCloseTo(2.6, within(1e-9));
    }

    @Test
    void whatIsNotReachedUntilTheNextChangeNeverSettles() {
        assertThat(Second.settled(rising(), 10, 15, 500)).isNaN();
        assertThat(Second.settled(rising(), 10, 20, 600)).isNaN();
        assertThat(Second.settled(List.of(), 0, 20, 1)).isNaN();
    }

    @Test
    void offIsTheFarthestFromAnEqualShare() {
        assertThat(new Shares("three", List.of(150.0, 150.0, 150.0), List.of()).off())
                .isZero();
        assertThat(new Shares("three", List.of(100.0, 150.0, 200.0), List.of()).off())
                .isBetween(0.33, 0.34);
    }

    @Test
    void reportsOnAllTrialsWhoseResultsAreInTheFolder(@TempDir Path folder) throws Exception {
        write(folder, "half", List.of(cell("fixed 10", 99.5, 0), cell("adaptive", 250, 1)));
        write(folder, "twice", List.of(cell("fixed 10", 99.5, Double.NaN), cell("adaptive", 499, 3)));
        write(folder, "gone", List.of(cell("adaptive", 300, 4.4)));
        write(
                folder,
                "shares",
                List.of(new Shares("three", List.of(160.0, 170.0, 165.0), List.of(rising(), rising(), rising()))));
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        new LimitExperiment(folder, new PrintStream(printed, true, UTF_8)).report();

        assertThat(Files.readString(folder.resolve("table.md")))
                .isEqualTo(printed.toString(UTF_8))
                .contains("| half, 250 | fixed 10 | 99.5 | 101 | 240 | 12.50 % | 0 | 70 | 1.5 |\n")
                .contains("| twice, 1,000 | fixed 10 | 99.5 | 101 | 240 | 12.50 % | never | 70 | 1.5 |\n")
                .contains("| twice, 1,000 | **adaptive** | 499.0 | 101 | 240 | 12.50 % | 3 | 70 | 1.5 |\n")
                .contains("| killed in second 20, started again in second 50; 1,000 | **adaptive** | 300.0 |")
                .contains("| three | 160, 170, 165 | 495 | 3 % |\n")
                .doesNotContain("| equal");
        assertThat(Files.readString(folder.resolve("goodput.svg")))
                .contains("adaptive", "fixed 10", "twice: 1,000")
                .doesNotContain("NaN", "equal");
        assertThat(folder.resolve("goodput.png")).isNotEmptyFile();
        assertThat(Files.readString(folder.resolve("replicas.svg")))
                .contains("replica 1", "replica 3", "three: answered within a second")
                .doesNotContain("NaN");
    }

    @Test
    void wrongArgumentsGetTheUsage(@TempDir Path folder) throws Exception {
        for (List<String> wrong : List.of(List.<String>of(), List.of("--help"), List.of(folder.toString(), "thrice"))) {
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            PrintStream err = new PrintStream(said, true, UTF_8);

            assertThat(LimitExperiment.run(wrong, err, err)).isEqualTo(2);
            assertThat(said.toString(UTF_8))
                    .startsWith(
                            "usage: LimitExperiment FOLDER [TRIAL ...], with TRIAL one of half, equal, twice, ten-times,");
        }
        assertThat(folder).isEmptyDirectory();
    }

    private static Cell cell(String rule, double goodput, double settled) {
        return new Cell(rule, goodput, 101, 240, 0.125, settled, 70, false, 1.5, List.of(new Second(1, goodput, 70)));
    }

    private static void write(Path folder, String name, List<?> results) throws Exception {
        new ObjectMapper().writeValue(folder.resolve(name + ".json").toFile(), results);
    }
}

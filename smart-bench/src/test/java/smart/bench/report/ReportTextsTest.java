package smart.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smart.bench.chart.SweepFigure;
import smart.bench.load.http.RequestOutcome;
import smart.bench.load.measure.GeneratorHealth;
import smart.bench.load.measure.Measurement;
import smart.bench.load.measure.Tally;
import smart.bench.load.open.OpenLoad;
import smart.bench.report.text.TextGraph;
import smart.bench.report.text.TextTable;
import smart.bench.result.LevelResult;
import smart.bench.result.Levels;
import smart.bench.result.MeasuredLevel;
import smart.bench.result.Report;

class ReportTextsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void theJsonHasTheFieldsOfTheContractAndNullForWhatIsNotKnown() throws Exception {
        JsonNode expected = JSON.readTree(getClass().getResourceAsStream("/fixtures/report.json"));
        JsonNode actual = JSON.readTree(JsonFile.text(report(Levels.level(3, 123.4567891, 10))));
        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void aReportIsReadAsItWasWritten() throws Exception {
        Report report = report(Levels.level(1, 100, 10), Levels.withFailures(2, 5, 5));
        Path file = folder.resolve("a.json");
        Files.writeString(file, JsonFile.text(report));
        assertThat(JsonFile.read(file)).isEqualTo(report);
    }

    @Test
    void whatIsNoReportIsRefusedInOneLine() throws Exception {
        Path file = folder.resolve("b.json");
        for (String text : List.of("", "not json", "[]", "{}", "{\"levels\": 5}", "null", "{\"url\": \"x\"}")) {
            Files.writeString(file, text);
            assertThatThrownBy(() -> JsonFile.read(file))
                    .as(text)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("b.json")
                    .message()
                    .doesNotContain("\n", "smart.bench");
        }
        Files.write(file, new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        assertThatThrownBy(() -> JsonFile.read(file)).hasMessage(file + " is not JSON: it is not a text in UTF-8");
        assertThatThrownBy(() -> JsonFile.read(folder)).hasMessage("can't read " + folder + ": Is a directory");
        assertThatThrownBy(() -> JsonFile.read(folder.resolve("none"))).hasMessageContaining("no such file");
    }

    @Test
    void theCsvHasALineForEachLevelAndQuotesWhatMustBe() {
        String[] lines = CsvFile.text(report(Levels.level(1, 100, 10), Levels.withFailures(2, 5, 5)))
                .split("\r\n", -1);
        assertThat(lines).hasSize(4); // with the head, and the end after the last line
        assertThat(lines[1].split(",", -1)).hasSameSizeAs(lines[0].split(",", -1));
        assertThat(lines[2]).contains("reset=5").contains("\"<script>alert(\"\"{{data}}\"\")</script>\",");
    }

    @Test
    void theWarmUpOfARateIsInTheFiles() throws Exception {
        Report report = report(Levels.atRate(50, 10));
        String[] lines = CsvFile.text(report).split("\r\n", -1);
        int column = List.of(lines[0].split(",", -1)).indexOf("warmupMs");
        assertThat(lines[1].split(",", -1)[column]).isEqualTo("1000");
        assertThat(JSON.readTree(JsonFile.text(report))
                        .get("levels")
                        .get(0)
                        .get("warmupMs")
                        .asDouble())
                .isEqualTo(1000);
    }

    @Test
    void theGraphShowsBothCurvesAndWhereErrorsWere() {
        List<LevelResult> levels = new ArrayList<>(IntStream.rangeClosed(1, 20)
                .mapToObj(n -> Levels.level(n, n * 10, 10 + n))
                .toList());
        assertThat(TextGraph.of(levels))
                .contains("response time", "succeeded per second")
                .doesNotContain("!");
        levels.set(4, Levels.withFailures(5, 90, 10));
        assertThat(TextGraph.of(levels)).contains("errors", "!");
        assertThat(TextGraph.of(levels.subList(0, 1))).isEmpty();
    }

    @Test
    void theGraphHasRoomForAMedianAboveTheMean() throws Exception {
        List<LevelResult> levels = new ArrayList<>();
        for (int n = 1; n <= 3; n++) {
            ObjectNode level = JSON.valueToTree(Levels.level(n, 100, 10));
            levels.add(JSON.treeToValue(level.put("p50Ms", 20.0).putNull("p95Ms"), LevelResult.class));
        }
        assertThat(TextGraph.of(levels)).contains("20.0 |555");
    }

    @Test
    void aRowNamesWhatWentWrong() {
        assertThat(TextTable.row(Levels.withFailures(2, 5, 5))).contains("5 reset");
        assertThat(TextTable.row(Levels.level(2, 5, 5))).doesNotContain("!");
    }

    @Test
    void thePercentilesOfAllRequestsAreInTheRemarksAndTheCsv() throws Exception {
        ObjectNode level = JSON.valueToTree(Levels.withFailures(2, 1940, 60));
        level.set("withErrors", JSON.readTree("{\"p50Ms\": 7, \"p90Ms\": 8, \"p95Ms\": 106.2}"));
        LevelResult troubled = JSON.treeToValue(level, LevelResult.class);
        assertThat(TextTable.remarks(troubled))
                .contains("p95 of all requests: 106 ms")
                .doesNotContain("p99");
        assertThat(CsvFile.text(report(troubled))).endsWith(",7,8,106.2,,\r\n");
        assertThat(CsvFile.text(report(Levels.level(1, 100, 10)))).endsWith(",10,12,15,,\r\n");
        assertThat(TextTable.remarks(Levels.level(1, 100, 10))).isEmpty();
    }

    @Test
    void nothingInAPageIsTakenForMarkup() {
        Report report = report(Levels.level(1, 100, 10), Levels.withFailures(2, 5, 5));
        String page = HtmlPage.of(report, SweepFigure.of(report));
        assertThat(page).doesNotContain("<script>alert");
        assertThat(page.substring(0, page.indexOf("<script"))).doesNotContain("{{");
        assertThat(page).contains("&lt;script&gt;");
        assertThat(page).doesNotContainPattern("(src|href)=\"(?!data:)");
    }

    @Test
    void thePageOfARateRepeatsInItsSummaryWhatMakesTheFiguresDoubtful() {
        OpenLoad load = new OpenLoad(200, Duration.ofSeconds(1), Duration.ofSeconds(8), false, 1000);
        Tally tally = new Tally();
        for (int i = 0; i < 1600; i++) {
            tally.add(RequestOutcome.SUCCEEDED, 200, i * 5_000_000L, i * 10_000_000L); // due after 5 ms each
        }
        Measurement behind =
                new Measurement(tally, 8_000_000_000L, 798, 798, 0, GeneratorHealth.UNKNOWN, 0, 0, null, null);
        Report report = report(MeasuredLevel.atRate(load, behind).result());
        String page = HtmlPage.of(report, SweepFigure.of(report));
        assertThat(page.substring(0, page.indexOf("<table")))
                .contains("only 99.8 of 200 requests due per second ended: the backlog grew");
    }

    private static Report report(LevelResult... levels) {
        return new Report(
                "http://localhost:8080/</script>",
                "closed",
                "2026-11-24T00:00:00Z",
                "smart-bench test",
                List.of(levels),
                null,
                List.of("Closed model."));
    }
}

package smart.bench.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import smart.bench.compare.Comparison;
import smart.bench.report.ComparisonTable;
import smart.bench.result.LevelResult;
import smart.bench.result.Levels;
import smart.bench.result.Report;

class ColumnsTest {
    private static final List<LevelResult> LEVELS = IntStream.rangeClosed(1, 20)
            .mapToObj(n -> n % 5 == 0 ? Levels.withFailures(n, 10_000_000, 90) : Levels.level(n, 123_456, 1234.5 * n))
            .toList();

    @Test
    void tablesAndGraphsFitEightyColumns() throws Exception {
        Report report = new Report("u", "closed", "2026-11-24T00:00:00Z", "t", LEVELS, null, List.of());
        String all = TextTable.head(true) + "\n" + TextTable.head(false) + "\n"
                + String.join("\n", LEVELS.stream().map(TextTable::row).toList()) + "\n" + TextGraph.of(LEVELS)
                + ComparisonTable.of(Comparison.of(report, report));
        assertThat(all.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void theWidestFiguresKeepTheColumnsApart() {
        assertThat(TextTable.row(Levels.level(100_000, 9_999_999, 299_999))
                        .strip()
                        .split(" +", -1))
                .hasSize(10);
    }

    @Test
    void sentencesAreBrokenAtSpacesAndLongWordsAnywhere() {
        String word = "x".repeat(79);
        assertThat(Wrapped.of("a b " + word + " c")).isEqualTo("a b\n" + word + "\nc");
        assertThat(Wrapped.of("! ", "y".repeat(100), "  ")).isEqualTo("! " + "y".repeat(78) + "\n  " + "y".repeat(22));
    }
}

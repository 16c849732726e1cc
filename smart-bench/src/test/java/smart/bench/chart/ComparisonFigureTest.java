package smart.bench.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import smart.bench.compare.Comparison;
import smart.bench.result.LevelResult;
import smart.bench.result.Levels;
import smart.bench.result.Report;

class ComparisonFigureTest {

    @Test
    void theAxisIsOfConcurrenciesOrOfRates() throws Exception {
        assertThat(figure(Levels.level(3, 100, 10)).axis().name()).isEqualTo("requests in progress (concurrency)");
        Figure.Axis rates = figure(Levels.atRate(500, 10)).axis();
        assertThat(rates.name()).isEqualTo("requests due per second (rate)");
        assertThat(rates.highest()).isEqualTo(1000); // a single one is in the middle
    }

    private static Figure figure(LevelResult level) throws Exception {
        Report report =
                new Report("http://localhost/", "m", "2026-11-24T00:00:00Z", "t", List.of(level), null, List.of());
        return ComparisonFigure.of(Comparison.of(report, report));
    }
}

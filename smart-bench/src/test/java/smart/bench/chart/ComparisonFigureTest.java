package smart.bench.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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

    @Test
    void oneIsInTheMiddleOfTheRatioAndASmallDifferenceIsLarge() throws Exception {
        Panel small = ratio(Levels.level(3, 100, 10, 0.01), Levels.level(3, 95, 10.5, 0.01));
        assertThat(small.bottom() + small.top()).isCloseTo(2, within(1e-9));
        assertThat(small.top()).isBetween(1.05, 1.1);
        Panel none = ratio(Levels.level(3, 100, 10, 0.01), Levels.level(3, 100, 10, 0.01));
        assertThat(none.top() - none.bottom()).as("noise is not blown up").isCloseTo(0.1, within(1e-9));
    }

    @Test
    void theRatiosBandIsOnThePanelAndNoRatioIsBelowZero() throws Exception {
        Panel wide = ratio(Levels.level(3, 100, 10, 0.01), Levels.level(3, 100, 25, 5));
        assertThat(wide.bottom()).isZero();
        assertThat(wide.band()).allSatisfy(at -> assertThat(at.high()).isLessThan(wide.top()));
    }

    @Test
    void theErrorsOfEitherSideAreMarkedAndHaveAPanel() throws Exception {
        LevelResult clean = Levels.level(3, 100, 10);
        LevelResult troubled = Levels.withFailures(3, 80, 20);
        assertThat(figure(clean).panels()).hasSize(3).allSatisfy(panel -> assertThat(panel.errors())
                .isEmpty());
        for (Figure figure : List.of(figure(clean, troubled), figure(troubled, clean))) {
            assertThat(figure.panels()).hasSize(4);
            assertThat(figure.panels().subList(0, 3))
                    .allSatisfy(panel -> assertThat(panel.errors()).containsExactly(new Point(3, 0.2)));
            assertThat(figure.panels().get(3).series()).extracting(Series::name).containsExactly("a", "b");
        }
    }

    private static Panel ratio(LevelResult a, LevelResult b) throws Exception {
        return figure(a, b).panels().get(2);
    }

    private static Figure figure(LevelResult level) throws Exception {
        return figure(level, level);
    }

    private static Figure figure(LevelResult a, LevelResult b) throws Exception {
        return ComparisonFigure.of(Comparison.of(report(a), report(b)));
    }

    private static Report report(LevelResult level) {
        return new Report("http://localhost/", "m", "2026-11-24T00:00:00Z", "t", List.of(level), null, List.of());
    }
}

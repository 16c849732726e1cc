package smart.bench.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import smart.bench.load.http.RequestOutcome;
import smart.bench.load.measure.GeneratorHealth;
import smart.bench.load.measure.Measurement;
import smart.bench.load.measure.Tally;
import smart.bench.load.open.OpenLoad;
import smart.bench.result.MeasuredLevel;

class RateFigureTest {
    private static final OpenLoad LOAD = new OpenLoad(100, Duration.ZERO, Duration.ofSeconds(1), false, 100);

    @Test
    void theLineOfAllRequestsEndsAtTheShareThatSucceeded() {
        Panel panel = panel(1000, 500, 500); // each of these succeeds, times out, or can't be sent
        assertThat(panel.series()).hasSize(1);
        List<Point> line = panel.series().get(0).values();
        assertThat(line.get(line.size() - 1).x()).isCloseTo(-Math.log10(0.5), within(1e-9));
        assertThat(line.get(line.size() - 1).y()).isCloseTo(1000, within(1.0));
        assertThat(at(line, 0.25))
                .as("a quarter of all is half of the successes")
                .isCloseTo(500, within(10.0));
        assertThat(panel.note()).startsWith("50.0 % of the requests did not succeed");
    }

    @Test
    void withoutErrorsTheLineEndsWhereTenSamplesAreBeyondIt() {
        Panel panel = panel(1000, 0, 0);
        List<Point> line = panel.series().get(0).values();
        assertThat(line.get(line.size() - 1).x()).isCloseTo(2, within(1e-9)); // 99 %
        assertThat(at(line, 0.5)).isCloseTo(500, within(15.0));
        assertThat(panel.note()).isEmpty();
        assertThat(panel(0, 10, 0).series()).isEmpty();
    }

    /** The time at that share of the requests. */
    private static double at(List<Point> line, double share) {
        return line.stream()
                .filter(point -> 1 - Math.pow(10, -point.x()) >= share)
                .findFirst()
                .orElseThrow()
                .y();
    }

    private static Panel panel(int succeeded, int timedOut, long unsent) {
        Tally tally = new Tally();
        for (int i = 1; i <= succeeded; i++) {
            tally.add(RequestOutcome.SUCCEEDED, 200, i * 1_000_000L, i * 1_000_000L);
        }
        for (int i = 0; i < timedOut; i++) {
            tally.add(RequestOutcome.TIMEOUT, 0, 1_000_000_000, i * 1_000_000L);
        }
        Measurement measurement = new Measurement(
                tally, 1_000_000_000, succeeded, succeeded, 0, GeneratorHealth.UNKNOWN, unsent, 0, null, null);
        return RateFigure.of("t", MeasuredLevel.atRate(LOAD, measurement))
                .panels()
                .get(0);
    }
}

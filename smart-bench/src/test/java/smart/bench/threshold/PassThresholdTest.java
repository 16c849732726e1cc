package smart.bench.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import smart.bench.load.http.RequestOutcome;
import smart.bench.load.measure.GeneratorHealth;
import smart.bench.load.measure.Measurement;
import smart.bench.load.measure.Tally;
import smart.bench.load.open.OpenLoad;
import smart.bench.result.LevelResult;
import smart.bench.result.Levels;
import smart.bench.result.MeasuredLevel;

class PassThresholdTest {
    private final List<LevelResult> levels = List.of(Levels.level(1, 100, 10), Levels.level(2, 150, 13));

    @Test
    void aConditionThatComesTrueAtOneLevelIsBroken() {
        assertThat(PassThreshold.parse("mean > 12ms").broken(levels))
                .get()
                .asString()
                .contains("concurrency 2");
        assertThat(PassThreshold.parse("mean>1ms").broken(levels))
                .get()
                .asString()
                .endsWith("one of " + levels.size() + " such levels");
        assertThat(PassThreshold.parse("mean>0.1s").broken(levels)).isEmpty();
    }

    @Test
    void whatIsBrokenIsInPlainNotationAsInTheReport() {
        List<LevelResult> slow = List.of(Levels.level(1, 0.08, 12_345.678));
        assertThat(PassThreshold.parse("mean>800ms").broken(slow))
                .hasValue("mean>800ms: mean is 12345.7ms at concurrency 1");
    }

    @Test
    void errorsAreAShareInPercent() {
        LevelResult half = Levels.withFailures(4, 50, 50);
        assertThat(PassThreshold.parse("errors>1%").broken(List.of(half)))
                .get()
                .asString()
                .contains("50");
        assertThat(PassThreshold.parse("errors>50%").broken(List.of(half))).isEmpty();
        assertThat(PassThreshold.parse("errors>0").broken(levels)).isEmpty();
    }

    @Test
    void whatDidNotSucceedIsInfinitelySlow() {
        LevelResult half = Levels.withFailures(4, 50, 50);
        for (String text : List.of("p95>1h", "mean>1000s", "max>1000s")) {
            String condition = text.replace("1h", "3600s");
            assertThat(PassThreshold.parse(condition).broken(List.of(half)))
                    .get()
                    .asString()
                    .contains("50 of 100 requests did not succeed");
        }
        assertThat(PassThreshold.parse("p50>6ms").broken(List.of(half))).isEmpty();
    }

    @Test
    void whatCouldNotBeSentIsAmongThem() {
        Tally tally = new Tally();
        for (int i = 0; i < 188; i++) {
            tally.add(RequestOutcome.SUCCEEDED, 200, 1_000_000, i);
        }
        OpenLoad load = new OpenLoad(100, Duration.ZERO, Duration.ofSeconds(4), false, 5);
        Measurement unsent =
                new Measurement(tally, 4_000_000_000L, 188, 188, 0, GeneratorHealth.UNKNOWN, 212, 0, null, null);
        assertThat(PassThreshold.parse("p95>2s")
                        .broken(List.of(MeasuredLevel.atRate(load, unsent).result())))
                .hasValue("p95>2s: p95 is beyond any bound, as 212 of 400 requests did not succeed");
    }

    @Test
    void throughputMayBeTooLow() {
        assertThat(PassThreshold.parse("throughput<120/s").broken(levels)).isPresent();
        assertThat(PassThreshold.parse("throughput<=99").broken(levels)).isEmpty();
    }

    @Test
    void whatIsNotKnownIsBroken() {
        assertThat(PassThreshold.parse("p99>800ms").broken(levels))
                .get()
                .asString()
                .contains("not known");
    }

    @Test
    void whatIsNoConditionIsRefused() {
        for (String text : List.of("", "p95", "p95>", "p95>fast", "p42>1ms", "errors>1ms", "p95=>1ms", "mean>-1ms")) {
            assertThatThrownBy(() -> PassThreshold.parse(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("p95>800ms");
        }
    }
}

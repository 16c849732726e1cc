package smart.bench.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import smart.bench.result.LevelResult;
import smart.bench.result.Levels;

class ThresholdTest {
    private final List<LevelResult> levels = List.of(Levels.level(1, 100, 10), Levels.level(2, 150, 13));

    @Test
    void aConditionThatComesTrueAtOneLevelIsBroken() {
        assertThat(Threshold.parse("mean > 12ms").broken(levels))
                .get()
                .asString()
                .contains("concurrency 2");
        assertThat(Threshold.parse("mean>1ms").broken(levels))
                .get()
                .asString()
                .endsWith("one of " + levels.size() + " such levels");
        assertThat(Threshold.parse("mean>0.1s").broken(levels)).isEmpty();
    }

    @Test
    void errorsAreAShareInPercent() {
        LevelResult half = Levels.withFailures(4, 50, 50);
        assertThat(Threshold.parse("errors>1%").broken(List.of(half)))
                .get()
                .asString()
                .contains("50");
        assertThat(Threshold.parse("errors>50%").broken(List.of(half))).isEmpty();
        assertThat(Threshold.parse("errors>0").broken(levels)).isEmpty();
    }

    @Test
    void whatDidNotSucceedIsInfinitelySlow() {
        LevelResult half = Levels.withFailures(4, 50, 50);
        for (String text : List.of("p95>1h", "mean>1000s", "max>1000s")) {
            String condition = text.replace("1h", "3600s");
            assertThat(Threshold.parse(condition).broken(List.of(half)))
                    .get()
                    .asString()
                    .contains("50 of 100 requests did not succeed");
        }
        assertThat(Threshold.parse("p50>6ms").broken(List.of(half))).isEmpty();
    }

    @Test
    void throughputMayBeTooLow() {
        assertThat(Threshold.parse("throughput<120/s").broken(levels)).isPresent();
        assertThat(Threshold.parse("throughput<=99").broken(levels)).isEmpty();
    }

    @Test
    void whatIsNotKnownIsBroken() {
        assertThat(Threshold.parse("p99>800ms").broken(levels)).get().asString().contains("not known");
    }

    @Test
    void whatIsNoConditionIsRefused() {
        for (String text : List.of("", "p95", "p95>", "p95>fast", "p42>1ms", "errors>1ms", "p95=>1ms", "mean>-1ms")) {
            assertThatThrownBy(() -> Threshold.parse(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("p95>800ms");
        }
    }
}

package smart.bench.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import smart.bench.compare.Ratio;

class SlowerThanTest {

    @Test
    void itIsMetOnlyIfTheWholeIntervalIsAbove() {
        SlowerThan condition = SlowerThan.parse(" Slower > 10 % ");
        assertThat(condition.broken(new Ratio(1.896, 1.712, 2.1)))
                .hasValue("Slower > 10 %: b is 89.6 % slower than a, 95 % confidence 71.2 % to 110 %");
        assertThat(condition.broken(new Ratio(1.5, 1.09, 2))).isEmpty();
        assertThat(condition.broken(new Ratio(1.5, 1.1, 2))).isEmpty();
        assertThat(condition.broken(new Ratio(0.5, 0.4, 0.6))).isEmpty();
        assertThat(condition.broken(null)).isEmpty();
    }

    @Test
    void whatIsNoConditionIsRefused() {
        for (String text : List.of("slower", "slower<10%", "slower>10ms", "slower>-5%", "slower>=10%")) {
            assertThatThrownBy(() -> Condition.parse(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'slower>10%'");
        }
        assertThat(Condition.parse("p95>1s")).isInstanceOf(PassThreshold.class);
        assertThat(Condition.parse("slower>2.5")).isEqualTo(new SlowerThan(2.5, "slower>2.5"));
    }
}

package smart.service.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PrioritiesTest {
    private final Priorities priorities = new Priorities("X-Priority");

    private int of(String... values) {
        return priorities.of(name -> name.equals("X-Priority") ? List.of(values) : List.of("0"));
    }

    @Test
    void isTheFieldsDigit() {
        assertThat(of("0")).isZero();
        assertThat(of("9")).isEqualTo(9);
        assertThat(of(" 3 ")).isEqualTo(3);
    }

    @Test
    void isTheUsualOneWhereTheFieldIsMissingOrCantBeRead() {
        assertThat(of()).isEqualTo(Priorities.USUAL);
        assertThat(of("1", "9")).isEqualTo(Priorities.USUAL);
        assertThat(List.of("10", "-1", "high", "", "٣")).allMatch(value -> of(value) == Priorities.USUAL);
    }

    @Test
    void withoutTheSettingAllCallsAreAlike() {
        assertThat(Priorities.NONE.of(name -> List.of("0"))).isEqualTo(Priorities.HIGHEST);
        assertThat(Priorities.share(Priorities.HIGHEST, 100)).isEqualTo(100);
    }

    @Test
    void lowOnesAreRefusedFirst() {
        InFlightLimiter limiter = new InFlightLimiter(100, new MetricRegistry(), () -> 0);
        for (int i = 0; i < 82; i++) {
            assertThat(limiter.tryAcquire(0)).isNotNull();
        }
        assertThat(limiter.tryAcquire(0)).isNull();
        for (int i = 0; i < 10; i++) {
            assertThat(limiter.tryAcquire(5)).isNotNull();
        }
        assertThat(limiter.tryAcquire(5)).isNull();
        for (int i = 0; i < 8; i++) {
            assertThat(limiter.tryAcquire(9)).isNotNull();
        }
        assertThat(limiter.tryAcquire(9)).isNull();
    }

    @Test
    void everyPriorityMayHaveOneCallInProgress() {
        for (int limit = 1; limit < 50; limit++) {
            for (int priority = 0; priority < 10; priority++) {
                assertThat(Priorities.share(priority, limit)).isBetween(1, limit);
            }
        }
    }
}

package smart.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import smart.bench.load.http.RequestOutcome;
import smart.bench.load.measure.GeneratorHealth;
import smart.bench.load.measure.Measurement;
import smart.bench.load.measure.Tally;
import smart.testkit.Await;

class RoundsTest {
    private final Rounds rounds = new Rounds();

    @Test
    void theRoundsOfALevelAreOneLevelWithTheErrorOfTheRoundsMeans() {
        for (int ms : new int[] {10, 12, 14}) {
            rounds.add(List.of(level(1, 2 * ms), level(2, ms)));
        }
        assertThat(rounds.count()).isEqualTo(3);
        assertThat(rounds.levels()).isEqualTo(2);
        assertThat(rounds.meanMs(2, 0)).isCloseTo(28, within(0.1));
        LevelResult second = rounds.level(1);
        assertThat(second.concurrency()).isEqualTo(2);
        assertThat(second.sent()).isEqualTo(30);
        assertThat(second.meanMs()).isCloseTo(12, within(0.1));
        assertThat(second.meanErrorMs()).isCloseTo(4.303 * 2 / Math.sqrt(3), within(0.1)); // Student's t for three
    }

    @Test
    void theHistogramsOfARoundAreNotKept() {
        List<WeakReference<MeasuredLevel>> added = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            MeasuredLevel level = level(1, 10);
            rounds.add(List.of(level));
            added.add(new WeakReference<>(level));
        }
        Await.until("the rounds are free", () -> {
            System.gc();
            return added.stream().allMatch(level -> level.get() == null);
        });
        assertThat(rounds.level(0).sent()).isEqualTo(30);
    }

    @Test
    void aRoundWithOtherLevelsIsRefused() {
        rounds.add(List.of(level(1, 10), level(2, 10)));
        assertThatThrownBy(() -> rounds.add(List.of(level(1, 10))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a round of 1 levels, not 2");
    }

    private static MeasuredLevel level(int concurrency, int ms) {
        Tally tally = new Tally();
        for (int i = 0; i < 10; i++) {
            tally.add(RequestOutcome.SUCCEEDED, 200, ms * 1_000_000L, i * 1_000_000L);
        }
        return MeasuredLevel.atConcurrency(
                concurrency,
                new Measurement(tally, 1_000_000_000, 10, 10, 0, GeneratorHealth.UNKNOWN, 0, 0, null, null));
    }
}

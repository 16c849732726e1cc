package smart.mock.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DelayTest {
    private static final int DRAWS = 20_000;
    private static final double MAX = 60_000;

    @Test
    void fixedIsAlwaysTheSame() {
        assertThat(new Delay.Fixed(0.5).draw(new SplittableRandom(1))).isEqualTo(500_000);
    }

    @Test
    void uniformStaysWithinItsBoundsAndReachesNearBoth() {
        var millis = draw(new Delay.Uniform(100, 600, MAX));
        assertThat(millis[0]).isBetween(100.0, 101.0);
        assertThat(millis[DRAWS - 1]).isBetween(599.0, 600.0);
        assertThat(median(millis)).isCloseTo(350, within(10.0));
    }

    @Test
    void normalHasItsMeanAndDeviation() {
        var millis = draw(new Delay.Normal(300, 50, MAX));
        assertThat(median(millis)).isCloseTo(300, within(3.0));
        assertThat(quantile(millis, 0.8413)).isCloseTo(350, within(4.0));
    }

    @Test
    void lognormalHasItsMedianAndSigma() {
        var millis = draw(new Delay.LogNormal(300, 0.5, MAX));
        assertThat(median(millis)).isCloseTo(300, within(6.0));
        assertThat(quantile(millis, 0.8413)).isCloseTo(300 * Math.exp(0.5), within(15.0));
    }

    @Test
    void paretoHasItsMinimumAndTail() {
        var millis = draw(new Delay.Pareto(50, 1.5, MAX));
        assertThat(millis[0]).isBetween(50.0, 50.1);
        assertThat(median(millis)).isCloseTo(50 * Math.pow(2, 1 / 1.5), within(2.0));
    }

    @Test
    void aShareOfTheRepliesIsSlowed() {
        var millis = draw(new Delay.Slowed(new Delay.Uniform(80, 120, MAX), 0.01, 20, MAX));

        assertThat(millis[0]).isBetween(80.0, 81.0);
        assertThat(Arrays.stream(millis).filter(value -> value > 120)).hasSizeBetween(150, 250);
        assertThat(millis[DRAWS - 1]).isBetween(2_300.0, 2_400.0);
    }

    @Test
    void whatIsDueInAPauseLeavesAtItsEnd() {
        var delay = new Delay.Paused(new Delay.Fixed(100), 500, 5_000);

        assertThat(from(delay, 500)).isEqualTo(millis(100));
        assertThat(from(delay, 4_899)).isEqualTo(millis(100));
        assertThat(from(delay, 4_900)).isEqualTo(millis(600));
        assertThat(from(delay, 5_399)).isEqualTo(millis(101));
        assertThat(from(delay, 5_400)).isEqualTo(millis(100));
        assertThat(from(delay, -4_800)).isEqualTo(from(delay, 200)).isEqualTo(millis(300));
        assertThat(from(new Delay.Slowed(delay, 0, 1, MAX), 4_900)).isEqualTo(millis(600));
    }

    private static long from(Delay delay, long beginMillis) {
        return Delay.from(delay, millis(beginMillis), delay.draw(new SplittableRandom(1)));
    }

    private static long millis(long millis) {
        return millis * 1_000_000;
    }

    @Test
    void everyDistributionIsClipped() {
        for (var delay : new Delay[] {
            new Delay.Uniform(100, 290, 200),
            new Delay.Normal(150, 500, 200),
            new Delay.LogNormal(150, 2, 200),
            new Delay.Pareto(50, 0.1, 200),
            new Delay.Slowed(new Delay.Fixed(100), 0.5, 3, 200)
        }) {
            var millis = draw(delay);
            assertThat(millis[0]).isGreaterThanOrEqualTo(0);
            assertThat(millis[DRAWS - 1]).isEqualTo(200);
        }
    }

    @Test
    void parametersOutOfRangeAreRefusedWithTheRule() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Delay.Fixed(-1))
                .withMessage("a delay is 0 to 3600000 ms, not -1");
        assertThatIllegalArgumentException().isThrownBy(() -> new Delay.Fixed(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new Delay.Uniform(600, 100, MAX));
        assertThatIllegalArgumentException().isThrownBy(() -> new Delay.Normal(300, -1, MAX));
        assertThatIllegalArgumentException().isThrownBy(() -> new Delay.LogNormal(0, 1, MAX));
        assertThatIllegalArgumentException().isThrownBy(() -> new Delay.Pareto(50, 0, MAX));
        assertThatIllegalArgumentException().isThrownBy(() -> new Delay.Pareto(50, 1, 4_000_000));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Delay.Slowed(Delay.NONE, 1.5, 20, MAX))
                .withMessage("slow: the share is 0 to 1, not 1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Delay.Paused(Delay.NONE, 6_000, 5_000))
                .withMessage("pause: the length is 0 ms to the period, not 6000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Delay.Paused(Delay.NONE, 0, 0.0000001))
                .withMessage("pause: the period is 0.001 to 3600000 ms, not 1.0E-7");
    }

    @ParameterizedTest
    @ValueSource(doubles = {200, 199.9})
    void whatWouldBeClippedAtItsMiddleIsRefused(double max) {
        for (var distribution : List.<DoubleFunction<Delay>>of(
                at -> new Delay.Uniform(100, 300, at),
                at -> new Delay.Normal(200, 1, at),
                at -> new Delay.LogNormal(200, 0.1, at),
                at -> new Delay.Pareto(200, 100, at))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> distribution.apply(max))
                    .withMessageContaining(" is below max (");
            assertThat(draw(distribution.apply(200.1))[0]).isLessThanOrEqualTo(200.1);
        }
    }

    @Test
    void whatDoesNotSpreadMayBeItsMaximum() {
        for (var delay : List.of(
                new Delay.Uniform(200, 200, 200), new Delay.Normal(200, 0, 200), new Delay.LogNormal(200, 0, 200))) {
            assertThat(draw(delay)).containsOnly(200);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new Delay.Normal(200, 0, 199));
    }

    private static double[] draw(Delay delay) {
        var random = new SplittableRandom(42);
        return Arrays.stream(LongStream.generate(() -> delay.draw(random))
                        .limit(DRAWS)
                        .toArray())
                .mapToDouble(nanos -> nanos / 1e6)
                .sorted()
                .toArray();
    }

    private static double median(double[] sorted) {
        return quantile(sorted, 0.5);
    }

    private static double quantile(double[] sorted, double q) {
        return sorted[(int) (q * sorted.length)];
    }
}

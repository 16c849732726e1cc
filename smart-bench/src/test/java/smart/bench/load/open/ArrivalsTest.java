package smart.bench.load.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smart.bench.load.measure.Amount;

class ArrivalsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SplittableRandom random = new SplittableRandom(3);

    @Test
    void constantArrivalsAreEvenlySpacedAndTheLanesTakeTurns() {
        OpenLoad load = new OpenLoad(400, Duration.ZERO, SECOND, false, 1);
        assertThat(all(load, 0, 1)).hasSize(400).startsWith(0.0, 2_500_000.0, 5_000_000.0);
        assertThat(all(load, 1, 2)).hasSize(200).startsWith(2_500_000.0, 7_500_000.0);
    }

    @ParameterizedTest
    @CsvSource({"1100,1000,1000", "0.7,3,0", "333.33,100,123", "3,1,1", "999999,20000,7", "1000,4,1"})
    void asManyAreMeasuredAsGivenForAnyNumberOfLanes(double rate, int count, int warmupMillis) {
        Duration warmup = Duration.ofMillis(warmupMillis);
        for (boolean poisson : new boolean[] {false, true}) {
            OpenLoad load = new OpenLoad(rate, warmup, new Amount.Requests(count), poisson, 10);
            for (int lanes = 1; lanes <= 5; lanes++) {
                List<Double> measured = new ArrayList<>();
                for (int lane = 0; lane < lanes; lane++) {
                    List<Double> due = all(load, lane, lanes);
                    assertThat(due).isSorted();
                    measured.addAll(due.stream()
                            .filter(nanos -> nanos >= warmup.toNanos())
                            .toList());
                }
                assertThat(measured).as("%s in %d lanes", load, lanes).hasSize(count);
                double end = warmup.plus(load.duration()).toNanos();
                assertThat(measured).allSatisfy(nanos -> assertThat(nanos).isLessThanOrEqualTo(end));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1100,1000", "333,10000", "0.1,20000"})
    void aTimeHasAllRequestsThatAreDueInIt(double rate, int millis) {
        OpenLoad load = new OpenLoad(rate, SECOND, Duration.ofMillis(millis), false, 1);
        long measured = all(load, 0, 1).stream()
                .filter(nanos -> nanos >= SECOND.toNanos())
                .count();
        assertThat(measured).isEqualTo(load.requests()).isEqualTo((long) (rate * millis / 1000));
    }

    @Test
    void poissonArrivalsHaveTheAskedRateAndTheDeviationOfAnExponential() {
        Arrivals arrivals = Arrivals.poisson(1000, random);
        double[] due = DoubleStream.generate(arrivals::next).limit(100_000).toArray();
        double[] gaps = IntStream.range(1, due.length)
                .mapToDouble(i -> due[i] - due[i - 1])
                .toArray();
        double mean = DoubleStream.of(gaps).average().orElseThrow();
        assertThat(mean).isCloseTo(1_000_000, within(20_000.0));
        assertThat(Math.sqrt(variance(gaps))).isCloseTo(mean, within(30_000.0));
    }

    /** So many uniformly distributed times: those in the first half are binomially distributed. */
    @Test
    void aGivenNumberOfPoissonArrivalsIsSpreadOverTheWholeMeasurement() {
        OpenLoad load = new OpenLoad(100, SECOND, new Amount.Requests(100), true, 1);
        double half = 1.5e9;
        double[] early = IntStream.range(0, 2000)
                .mapToDouble(run -> all(load, 0, 1).stream()
                        .filter(nanos -> nanos >= SECOND.toNanos() && nanos < half)
                        .count())
                .toArray();
        assertThat(DoubleStream.of(early).average().orElseThrow()).isCloseTo(50, within(0.4));
        assertThat(variance(early)).isCloseTo(25, within(3.0));
    }

    private static double variance(double[] values) {
        double mean = DoubleStream.of(values).average().orElseThrow();
        return DoubleStream.of(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow();
    }

    private List<Double> all(OpenLoad load, int lane, int lanes) {
        Arrivals arrivals = Arrivals.of(load, lane, lanes, random);
        List<Double> due = new ArrayList<>();
        for (double next = arrivals.next(); next != Arrivals.NEVER; next = arrivals.next()) {
            due.add(next);
        }
        return due;
    }
}

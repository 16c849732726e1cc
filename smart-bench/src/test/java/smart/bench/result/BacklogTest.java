package smart.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import smart.bench.load.http.RequestOutcome;
import smart.bench.load.measure.GeneratorHealth;
import smart.bench.load.measure.Measurement;
import smart.bench.load.measure.Tally;
import smart.bench.load.open.OpenLoad;

/** The note on an open model whose requests do not end as fast as they are due. */
class BacklogTest {
    private static final OpenLoad LOAD = new OpenLoad(200, Duration.ofSeconds(1), Duration.ofSeconds(8), false, 1000);

    @Test
    void aTargetThatKeepsUpNeedsNoNote() {
        assertThat(note(LOAD, 1600, i -> 100)).isNull();
        assertThat(note(LOAD, 1530, i -> 100)).isNull();
    }

    /** Each request waits for all before it. */
    @Test
    void aTargetThatDoesNotKeepUpHasAGrowingBacklog() {
        assertThat(note(LOAD, 798, i -> 1100 + 5 * i))
                .isEqualTo("only 99.8 of 200 requests due per second ended: the backlog grew, so the times depend"
                        + " on the duration");
    }

    /** The target takes 184 requests a second. */
    @Test
    void aBacklogMayGrowSlowlyAndAmongRequestsThatHang() {
        assertThat(note(LOAD, 1475, i -> 100 + i * 0.43)).contains("the backlog grew");
        assertThat(note(LOAD, 790, i -> i % 11 == 0 ? 10_000 : 1100 + 5 * i)).contains("the backlog grew");
    }

    /** The target takes 100 requests a second, and in the warm-up the waiting has grown to the timeout of 1 s. */
    @Test
    void aBacklogThatTheTimeoutEndsIsMarkedThoughTimesAreFlat() {
        Tally tally = new Tally();
        for (int i = 0; i < LOAD.requests(); i += 2) {
            add(tally, LOAD, i, RequestOutcome.SUCCEEDED, 1050);
        }
        assertThat(note(LOAD, 800, tally, 800))
                .isEqualTo("only 100 of 200 requests due per second ended: the backlog grew until requests could not be"
                        + " sent in time, so the times depend on the timeout");
        assertThat(note(LOAD, 1540, tally(LOAD, i -> 100), 40)).isNull(); // 100 are missing, but few were not sent
    }

    /** The target takes 100 requests a second, 1 s each. The waiting grows up to the timeout of 10 s. */
    @ParameterizedTest
    @CsvSource({"60, depend on the duration", "95, depend on the timeout", "120, depend on the timeout"})
    void aBacklogIsMarkedHoweverLongItIsFlat(int seconds, String words) {
        OpenLoad load = new OpenLoad(200, Duration.ofSeconds(1), Duration.ofSeconds(seconds), false, 1000);
        Tally tally = new Tally();
        long unsent = 0;
        for (int i = 0; i < load.requests(); i++) {
            if (i < 1900 || i % 2 == 0) {
                add(tally, load, i, RequestOutcome.SUCCEEDED, Math.min(11_000, 1500 + 5 * i));
            } else {
                unsent++;
            }
        }
        assertThat(note(load, 100L * seconds, tally, unsent))
                .contains("the backlog grew")
                .endsWith(words);
    }

    /** 18 of them begin in each second, so their number in flight grows until the first ones end. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void requestsThatHangFromTheBeginningOnAreNoBacklog(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Tally tally = new Tally();
        for (int i = 0; i < LOAD.requests(); i++) {
            boolean hangs = random.nextInt(11) == 0;
            add(tally, LOAD, i, hangs ? RequestOutcome.RESET : RequestOutcome.SUCCEEDED, hangs ? 10_000 : 50);
        }
        long departures = tally.count(RequestOutcome.SUCCEEDED);
        assertThat(note(LOAD, departures, tally, 0)).isNull();
    }

    /** The throughput would be 200 with a longer warm-up. */
    @Test
    void successesThatTakeLongerThanTheWarmUpAreMissingFromTheThroughput() {
        assertThat(note(LOAD, 1455, i -> i % 11 == 0 ? 10_000 : 50))
                .isEqualTo("only 182 of 200 requests due per second ended: the warm-up was shorter than responses"
                        + " take, so the throughput is too low; measure with a longer --warmup");
        // 100 are missing, but nearly as many as end late came from the warm-up.
        assertThat(note(LOAD, 1500, i -> i % 11 == 0 ? 1200 : 50)).isNull();
    }

    @Test
    void aWarmUpThatIsShorterThanTheResponsesIsNoBacklog() {
        OpenLoad slow = new OpenLoad(10, Duration.ofSeconds(1), Duration.ofSeconds(5), false, 1000);
        assertThat(note(slow, 20, i -> 4000))
                .startsWith("only 4.00 of 10.0 requests due per second ended: the warm-up was shorter");
        OpenLoad few = new OpenLoad(2, Duration.ofSeconds(1), Duration.ofSeconds(5), false, 1000);
        assertThat(note(few, 4, i -> 4000)).contains("the warm-up was shorter");
    }

    /** The number in flight varies; ten requests more or less are no trend. */
    @Test
    void fewRequestsProveNothing() {
        OpenLoad few = new OpenLoad(5, Duration.ofSeconds(1), Duration.ofSeconds(5), false, 1000);
        assertThat(note(few, 16, i -> 500)).isNull();
    }

    /** Sending late does not make responses late. */
    @Test
    void aGeneratorThatSendsLateDoesNotHideTheBacklog() {
        GeneratorHealth late = GeneratorHealth.UNKNOWN.withLate(0.1);
        assertThat(MeasuredLevel.atRate(LOAD, measurement(LOAD, 798, tally(LOAD, i -> 1100 + 5 * i), 0, late))
                        .result()
                        .note())
                .contains("limited by the generator", "the backlog grew");
    }

    private static @Nullable String note(OpenLoad load, long departures, IntToDoubleFunction millis) {
        return note(load, departures, tally(load, millis), 0);
    }

    private static @Nullable String note(OpenLoad load, long departures, Tally tally, long unsent) {
        return MeasuredLevel.atRate(load, measurement(load, departures, tally, unsent, GeneratorHealth.UNKNOWN))
                .result()
                .note();
    }

    private static Tally tally(OpenLoad load, IntToDoubleFunction millis) {
        Tally tally = new Tally();
        for (int i = 0; i < load.requests(); i++) {
            add(tally, load, i, RequestOutcome.SUCCEEDED, millis.applyAsDouble(i));
        }
        return tally;
    }

    private static void add(Tally tally, OpenLoad load, int index, RequestOutcome outcome, double millis) {
        long latency = (long) (millis * 1e6);
        tally.add(outcome, 0, latency, (long) (index * 1e9 / load.rate()) + latency);
    }

    private static Measurement measurement(
            OpenLoad load, long departures, Tally tally, long unsent, GeneratorHealth health) {
        return new Measurement(
                tally, load.duration().toNanos(), departures, departures, 0, health, unsent, 0, null, null);
    }
}

package smart.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
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

    @Test
    void aWarmUpThatIsShorterThanTheResponsesIsNoBacklog() {
        OpenLoad slow = new OpenLoad(10, Duration.ofSeconds(1), Duration.ofSeconds(5), false, 1000);
        assertThat(note(slow, 20, i -> 4000))
                .startsWith("only 4.00 of 10.0 requests due per second ended: the warm-up was shorter");
        OpenLoad few = new OpenLoad(2, Duration.ofSeconds(1), Duration.ofSeconds(5), false, 1000);
        assertThat(note(few, 4, i -> 4000)).contains("the warm-up was shorter");
        assertThat(note(LOAD, 300, i -> 2000)).contains("the backlog grew"); // a second's 200 are not the missing 1,300
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
        assertThat(MeasuredLevel.atRate(LOAD, measurement(LOAD, 798, i -> 1100 + 5 * i, late))
                        .result()
                        .note())
                .contains("limited by the generator", "the backlog grew");
    }

    private static @Nullable String note(OpenLoad load, long departures, IntToLongFunction millis) {
        return MeasuredLevel.atRate(load, measurement(load, departures, millis, GeneratorHealth.UNKNOWN))
                .result()
                .note();
    }

    private static Measurement measurement(
            OpenLoad load, long departures, IntToLongFunction millis, GeneratorHealth health) {
        Tally tally = new Tally();
        for (int i = 0; i < load.requests(); i++) {
            tally.add(RequestOutcome.SUCCEEDED, 200, millis.applyAsLong(i) * 1_000_000, i);
        }
        return new Measurement(tally, load.duration().toNanos(), departures, departures, 0, health, 0, 0, null, null);
    }
}

package smart.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smart.bench.load.http.RequestOutcome;
import smart.bench.load.http.Target;
import smart.bench.load.measure.Amount;
import smart.bench.load.measure.GeneratorHealth;
import smart.bench.load.measure.Level;
import smart.bench.load.measure.Measurement;
import smart.bench.load.measure.Watch;
import smart.testkit.RawServer;

class ClosedLevelIT {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** The histogram has three digits. */
    private static final double ROUNDING = 1.002;

    @Test
    void aPauseOfTheToolIsNoTimeOfTheTarget() throws Exception {
        PausingWatch watch = new PausingWatch();
        try (RawServer server = RawServer.answering(RawServer.OK);
                Generator generator = new Generator(target(server), 1)) {
            generator.connect(1);
            Level level = generator.closed(1, Amount.NOTHING, new Amount.Requests(1), watch);
            Measurement measurement = level.done().get(60, TimeUnit.SECONDS);
            long sincePause = System.nanoTime() - watch.pausedUntil.get();
            // Whatever the machine's speed: with the pause in it, it would be longer than all that came after the
            // pause.
            assertThat((double) measurement
                            .tally()
                            .latencies(RequestOutcome.SUCCEEDED)
                            .getMaxValue())
                    .isLessThanOrEqualTo(ROUNDING * sincePause);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void everyRequestIsSentOnceWhateverTheNumberOfLanes(int lanes) throws Exception {
        try (RawServer server = RawServer.answering(RawServer.OK);
                Generator generator = new Generator(target(server), lanes)) {
            for (int callers : new int[] {1, 3, 8}) {
                generator.connect(callers);
                Level level =
                        generator.closed(callers, new Amount.Requests(5), new Amount.Requests(200), new PausingWatch());
                Measurement measurement = level.done().get(60, TimeUnit.SECONDS);
                assertThat(measurement.tally().sent()).isEqualTo(200);
                assertThat(measurement.tally().count(RequestOutcome.SUCCEEDED)).isEqualTo(200);
                assertThat(measurement.stopped()).isNull();
            }
        }
    }

    private static Target target(RawServer server) {
        return Target.get(URI.create(server.url()), List.of(InetAddress.getLoopbackAddress()), Duration.ofSeconds(30));
    }

    private static final class PausingWatch implements Watch {
        private final AtomicLong pausedUntil = new AtomicLong();

        @Override
        public void opened() {
            long begin = System.nanoTime();
            while (System.nanoTime() - begin < PAUSE_NANOS) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            pausedUntil.set(System.nanoTime());
        }

        @Override
        public void closed() {}

        @Override
        public CompletableFuture<GeneratorHealth> health() {
            return CompletableFuture.completedFuture(GeneratorHealth.UNKNOWN);
        }
    }
}

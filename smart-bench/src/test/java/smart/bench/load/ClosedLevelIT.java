package smart.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import smart.bench.RawServer;

class ClosedLevelIT {
    @Test
    void aPauseOfTheToolIsNoTimeOfTheTarget() throws Exception {
        Watch slow = new Watch() {
            @Override
            public void opened() {
                try {
                    TimeUnit.SECONDS.sleep(3);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public void closed() {}

            @Override
            public CompletableFuture<GeneratorHealth> health() {
                return CompletableFuture.completedFuture(GeneratorHealth.UNKNOWN);
            }
        };
        try (RawServer server = RawServer.answering(RawServer.OK);
                Generator generator = new Generator(
                        Target.get(
                                URI.create(server.url()),
                                List.of(InetAddress.getLoopbackAddress()),
                                Duration.ofSeconds(30)),
                        1)) {
            generator.connect(1);
            Level level = generator.closed(1, Amount.NOTHING, new Amount.Requests(20), slow);
            Measurement measurement = level.done().get(60, TimeUnit.SECONDS);
            long slowest = measurement.tally().latencies(Outcome.SUCCEEDED).getMaxValue();
            assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofSeconds(3));
        }
    }
}

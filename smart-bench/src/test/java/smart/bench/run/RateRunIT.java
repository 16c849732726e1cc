package smart.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import smart.bench.load.http.Target;
import smart.bench.load.measure.Amount;
import smart.bench.load.open.OpenLoad;
import smart.bench.result.LevelResult;
import smart.testkit.RawServer;

class RateRunIT {
    private final List<String> names = new ArrayList<>();

    /** Otherwise only the requests of the first half would end while requests are due: 25 per second. */
    @Test
    void theWarmUpLastsUntilResponsesAreBack() throws Exception {
        OpenLoad load = new OpenLoad(50, Duration.ZERO, new Amount.Requests(50), false, 100);
        RawServer.Behaviour slowly = (request, socket, server) -> {
            server.work(Duration.ofMillis(500));
            RawServer.write(socket, RawServer.OK);
        };
        try (RawServer server = new RawServer(slowly)) {
            LevelResult level = run(server, new Model.Rate(load, true));
            assertThat(level.succeeded()).isEqualTo(50);
            assertThat(level.throughput()).isGreaterThan(30);
            assertThat(level.warmupMs()).isGreaterThanOrEqualTo(1.5 * 500);
            assertThat(server.requests()).isGreaterThan(50 + 1 + 30);
        }
    }

    @Test
    void aRateBelowOneIsNotCalledZero() throws Exception {
        OpenLoad load = new OpenLoad(0.4, Duration.ZERO, Duration.ofMillis(300), false, 1);
        try (RawServer server = RawServer.answering(RawServer.OK)) {
            run(server, new Model.Rate(load));
        }
        assertThat(names).contains("0.4 per second");
    }

    private LevelResult run(RawServer server, Model.Rate model) throws Exception {
        Target target =
                Target.get(URI.create(server.url()), List.of(InetAddress.getLoopbackAddress()), Duration.ofSeconds(30));
        RunListener listener = new RunListener() {
            @Override
            public void progress(String level, double fraction) {
                names.add(level);
            }

            @Override
            public void finished(LevelResult level) {}
        };
        try (LoadRunner runner = new LoadRunner(target, model, 1, listener)) {
            runner.connect();
            return runner.run().get(0).result();
        }
    }
}

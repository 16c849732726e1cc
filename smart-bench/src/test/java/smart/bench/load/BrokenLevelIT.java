package smart.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smart.bench.load.http.Target;
import smart.bench.load.measure.Amount;
import smart.bench.load.measure.GeneratorHealth;
import smart.bench.load.measure.Level;
import smart.bench.load.measure.Watch;
import smart.bench.load.open.OpenLoad;
import smart.bench.result.LevelResult;
import smart.bench.result.MeasuredLevel;
import smart.bench.run.LoadRunner;
import smart.bench.run.Model;
import smart.bench.run.RunListener;
import smart.testkit.RawServer;

/** A failure of the generator itself ends the level, instead of leaving it without an end. */
class BrokenLevelIT {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFailureOnAnEventLoopOrAtTheEndEndsALevelOfEitherModel(boolean atTheEnd) throws Exception {
        try (RawServer server = RawServer.answering(RawServer.OK);
                Generator generator = new Generator(target(server), 2)) {
            Watch watch = new BrokenWatch(atTheEnd);
            assertBroken(generator.closed(4, Amount.NOTHING, new Amount.Requests(100), watch));
            OpenLoad load = new OpenLoad(1000, Duration.ZERO, Duration.ofMillis(100), false, 10);
            assertBroken(generator.open(load, watch));
        }
    }

    private static void assertBroken(Level level) {
        assertThatThrownBy(() -> level.done().get(60, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(OutOfMemoryError.class)
                .hasRootCauseMessage("as a test");
    }

    @Test
    void theLevelsBeforeAFailureAreNotLost() throws Exception {
        List<LevelResult> told = new ArrayList<>();
        try (RawServer server = RawServer.answering(RawServer.OK)) {
            Model.Sweep sweep = new Model.Sweep(List.of(1, 2, 3), new Amount.Requests(10), null);
            LoadRunner[] runner = new LoadRunner[1];
            runner[0] = new LoadRunner(target(server), sweep, 1, new RunListener() {
                @Override
                public void progress(String level, double fraction) {}

                @Override
                public void finished(LevelResult level) {
                    told.add(level);
                    runner[0].close(); // without event loops the next level can't begin
                }
            });
            runner[0].connect();
            List<MeasuredLevel> measured = runner[0].run();
            assertThat(measured)
                    .extracting(MeasuredLevel::result)
                    .isEqualTo(told)
                    .hasSize(1);
            assertThat(runner[0].stopped()).startsWith("the generator failed at concurrency 2 (");
        }
    }

    private static Target target(RawServer server) {
        return Target.get(URI.create(server.url()), List.of(InetAddress.getLoopbackAddress()), Duration.ofSeconds(30));
    }

    private record BrokenWatch(boolean atTheEnd) implements Watch {
        @Override
        public void opened() {
            if (!atTheEnd) {
                throw new OutOfMemoryError("as a test");
            }
        }

        @Override
        public void closed() {}

        @Override
        public CompletableFuture<GeneratorHealth> health() {
            return atTheEnd
                    ? CompletableFuture.failedFuture(new OutOfMemoryError("as a test"))
                    : CompletableFuture.completedFuture(GeneratorHealth.UNKNOWN);
        }
    }
}

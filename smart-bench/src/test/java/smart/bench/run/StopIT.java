package smart.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smart.bench.load.http.Target;
import smart.bench.load.measure.Amount;
import smart.bench.result.LevelResult;
import smart.bench.result.MeasuredLevel;
import smart.bench.selftest.GeneratorWarmUp;
import smart.testkit.Await;
import smart.testkit.RawServer;

/** A run that is stopped before its first request. */
class StopIT {
    private static final Set<Thread.State> WAITING = Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

    private final ExecutorService executor = Executors.newSingleThreadExecutor();

    @AfterEach
    void end() {
        executor.shutdownNow();
    }

    /** A server without TLS never ends the handshake. The timeout is ten times what the test has patience for. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void connectingEndsAtOnceAndNothingIsMeasured(boolean before) throws Exception {
        try (RawServer silent = new RawServer((request, socket, server) -> server.hang());
                LoadRunner runner = runner(silent)) {
            AtomicReference<@Nullable Thread> connecting = new AtomicReference<>();
            if (before) {
                runner.stop("as a test");
            }
            Future<List<MeasuredLevel>> run = executor.submit(() -> {
                connecting.set(Thread.currentThread());
                runner.connect();
                return runner.run();
            });
            if (!before) {
                Await.until("it is connecting", () -> silent.connections() > 0 && isWaiting(connecting.get()));
                runner.stop("as a test");
            }
            assertThat(run.get(60, TimeUnit.SECONDS)).isEmpty();
            assertThat(runner.stopped()).isEqualTo("as a test");
        }
    }

    private static boolean isWaiting(@Nullable Thread thread) {
        return thread != null && WAITING.contains(thread.getState());
    }

    private static LoadRunner runner(RawServer server) {
        URI uri = URI.create(server.url().replace("http://", "https://"));
        Target target = Target.get(uri, List.of(InetAddress.getLoopbackAddress()), Duration.ofMinutes(10));
        Model sweep = new Model.Sweep(List.of(4), new Amount.Requests(100), null);
        return new LoadRunner(target, sweep, 1, new RunListener() {
            @Override
            public void progress(String level, double fraction) {}

            @Override
            public void finished(LevelResult level) {}
        });
    }

    @Test
    void theWarmUpOfTheGeneratorEndsAfterItsRound() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        GeneratorWarmUp.warmUp(Duration.ofHours(1), () -> asked.incrementAndGet() > 1);
        assertThat(asked).hasValue(2);
    }
}

package smart.service.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.Test;
import smart.testkit.Await;

class WarmUpTest {
    private final Server server = new Server();
    private final AtomicInteger over = new AtomicInteger();

    @Test
    void withoutAWarmUpTheServiceIsReadyAtOnceAndNothingIsLoaded() {
        WarmUp none = WarmUp.load(Duration.ZERO, over::incrementAndGet, () -> {
            throw new AssertionError("loaded");
        });

        none.awaitLoaded();
        none.serverStarted(server);

        assertThat(none.check().isHealthy()).isTrue();
        assertThat(over).hasValue(0);
    }

    @Test
    void aRehearsalThatFailsKeepsNothingFromStarting() {
        WarmUp warmUp = WarmUp.load(Duration.ofSeconds(1), over::incrementAndGet, () -> {
            throw new IllegalStateException("no port on loopback");
        });

        warmUp.awaitLoaded();
        warmUp.serverStarted(server);

        assertThat(warmUp.check().isHealthy()).isTrue();
        assertThat(over).hasValue(1);
    }

    @Test
    void theStartWaitsUntilTheRehearsalIsLoaded() throws Exception {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        WarmUp warmUp = WarmUp.load(Duration.ofSeconds(1), over::incrementAndGet, () -> {
            loading.countDown();
            go.await();
            throw new IllegalStateException("as good as loaded");
        });
        assertThat(loading.await(10, TimeUnit.SECONDS)).isTrue();
        Thread start = new Thread(warmUp::awaitLoaded);
        start.start();
        assertThat(warmUp.check().isHealthy()).isFalse();
        Await.until("the start waits", () -> start.getState() == Thread.State.WAITING);

        go.countDown();
        start.join(10_000);

        assertThat(start.isAlive()).isFalse();
    }
}

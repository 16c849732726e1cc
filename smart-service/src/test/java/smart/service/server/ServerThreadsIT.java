package smart.service.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import smart.service.SmartService;
import smart.testkit.Await;
import smart.testkit.RawBackend;
import smart.testkit.RawBackend.Reply;
import smart.testkit.RawCaller;

/** Callers' connections that other threads than their loop's come to. */
class ServerThreadsIT {
    private static final int PAIRS = 50;

    @Test
    void aCallBehindAnotherRequestIsTheLoopsAgain() throws Exception {
        Queue<Boolean> onLoop = new ConcurrentLinkedQueue<>();
        try (RawBackend backend = RawBackend.start();
                SmartService smart = SmartService.inFrontOf(backend.url()).started();
                RawCaller caller = new RawCaller(smart.url("/"))) {
            assertThat(caller.get(SmartService.PATH).read().status()).isEqualTo(200);
            CallerConnection connection = connections(smart).get(0);
            connection.getHttpConfiguration().addCustomizer((request, fields) -> {
                if (SmartService.PATH.equals(request.getHttpURI().getPath())) {
                    onLoop.add(connection.loop().isCurrent());
                }
                return request;
            });

            caller.send(
                    "GET /missing HTTP/1.1\r\nHost: a\r\n\r\nGET /api/smart HTTP/1.1\r\nHost: a\r\n\r\n".repeat(PAIRS));

            for (int i = 0; i < PAIRS; i++) {
                assertThat(caller.read().status()).isEqualTo(404);
                assertThat(caller.read().status()).isEqualTo(200);
            }
        }
        assertThat(onLoop).hasSize(PAIRS).containsOnly(true);
    }

    @Test
    void aConnectionWhoseEndThrowsKeepsTheReaperFromNoOther() throws Exception {
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        try (RawBackend backend = RawBackend.start();
                SmartService smart = SmartService.inFrontOf(backend.url())
                        .with("callers.slowCallerGrace", "5m")
                        .started();
                RawCaller one = new RawCaller(smart.url("/"));
                RawCaller two = new RawCaller(smart.url("/"))) {
            backend.reply(Reply.never());
            one.get(SmartService.PATH);
            two.get(SmartService.PATH);
            Await.until("both wait", () -> backend.requests().size() == 2);
            connections(smart).forEach(ServerThreadsIT::throwAtItsEnd);

            new RequestReaper(10, () -> Duration.ofMillis(1), Duration.ZERO, scheduler, new MetricRegistry())
                    .lifeCycleStarting(smart.server());

            assertThat(one.isEnded()).isTrue();
            assertThat(two.isEnded()).isTrue();
            try (RawCaller later = new RawCaller(smart.url("/"))) {
                later.get(SmartService.PATH);
                assertThat(later.isEnded()).as("the next sweep runs").isTrue();
            }
        } finally {
            scheduler.shutdownNow();
        }
    }

    /** In place of the watch for the caller. */
    private static void throwAtItsEnd(CallerConnection connection) {
        CountDownLatch done = new CountDownLatch(1);
        connection.loop().later(() -> {
            connection.unwatch();
            connection.getEndPoint().fillInterested(Callback.from(() -> {}, failure -> {
                throw new IllegalStateException("of the test");
            }));
            done.countDown();
        });
        Await.until("it is set", () -> done.getCount() == 0);
    }

    private static List<CallerConnection> connections(SmartService smart) {
        return smart.connections()
                .filter(CallerConnection.class::isInstance)
                .map(CallerConnection.class::cast)
                .toList();
    }
}

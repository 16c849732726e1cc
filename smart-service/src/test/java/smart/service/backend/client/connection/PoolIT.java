package smart.service.backend.client.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smart.service.SmartService;
import smart.testkit.Await;
import smart.testkit.RawBackend;
import smart.testkit.RawBackend.End;
import smart.testkit.RawBackend.Reply;
import smart.testkit.RawCaller;
import smart.testkit.RawConnection;

/** Connections to the backend that nobody uses, and more calls than there may be connections. */
class PoolIT {
    private final RawBackend backend = RawBackend.start();

    @AfterEach
    void stop() {
        backend.close();
    }

    private SmartService smart(String keepAlive, String timeToLive) {
        return SmartService.inFrontOf(backend.url())
                .with("workers", "1")
                .with("jerseyClient.keepAlive", keepAlive)
                .with("jerseyClient.timeToLive", timeToLive);
    }

    @ParameterizedTest
    @CsvSource({"200ms, 10m", "10m, 200ms"})
    void anIdleConnectionWhoseTimeIsOverIsClosedThoughNobodyAsks(String keepAlive, String timeToLive) throws Exception {
        backend.reply(Reply.json("{}"));
        try (SmartService smart = smart(keepAlive, timeToLive).started()) {
            for (int i = 0; i < 2; i++) {
                assertThat(smart.get("").statusCode()).isEqualTo(200);
                assertThat(backend.lastRequest().connection().end()).isEqualTo(End.EOF);
                Await.until("none is idle", () -> smart.idleConnections() == 0);
            }
            Await.until("none is left", () -> smart.leasedConnections() == 0);
        }
    }

    /** The longer time is that of the connection which becomes idle first. */
    @Test
    void theTimeThatTheBackendKeepsItIsHeeded() throws Exception {
        CompletableFuture<Void> both = new CompletableFuture<>();
        backend.reply(exchange -> {
            boolean shortly = exchange.request().target().equals("/?shortly");
            if (shortly) {
                both.join();
            }
            exchange.send("HTTP/1.1 200 OK\r\n" + (shortly ? "Keep-Alive: timeout=1\r\n" : "")
                    + "Content-Length: 2\r\n\r\n{}");
        });
        try (SmartService smart = smart("10m", "10m").started()) {
            var shortly = smart.getAsync("?shortly");
            Await.until("it is at the backend", () -> backend.requests().size() == 1);
            assertThat(smart.get("").statusCode()).isEqualTo(200);
            Await.until("it is idle", () -> smart.idleConnections() == 1);
            both.complete(null);
            assertThat(shortly.join().statusCode()).isEqualTo(200);

            assertThat(connection("/?shortly").end()).isEqualTo(End.EOF);
            assertThat(connection("/").isOpen()).isTrue();
            Await.until("one is left", () -> smart.idleConnections() == 1);
        }
    }

    private RawConnection connection(String target) {
        return backend.requests().stream()
                .filter(request -> request.target().equals(target))
                .findFirst()
                .orElseThrow()
                .connection();
    }

    @Test
    void anIdleConnectionOfAnotherLoopGivesWay() throws Exception {
        backend.reply(Reply.json("{}"));
        List<RawCaller> callers = new ArrayList<>();
        try (SmartService smart = SmartService.inFrontOf(backend.url())
                .with("workers", "2")
                .with("limit.maxInFlight", "1")
                .with("jerseyClient.maxConnections", "1")
                .started()) {
            for (int i = 0; i < 4; i++) { // One after the other, they are given to the loops in turn.
                RawCaller caller = new RawCaller(smart.url("/"));
                callers.add(caller);
                for (int call = 0; call < 2; call++) {
                    assertThat(caller.get(SmartService.PATH).read().status()).isEqualTo(200);
                    smart.awaitIdle();
                }
            }
            assertThat(backend.connections()).hasSizeBetween(2, 4);
            assertThat(smart.takeNotes(0)).isEmpty();
        } finally {
            close(callers);
        }
    }

    @Test
    void aConnectionThatBecomesFreeIsForWhoWaitsOnWhateverLoop() throws Exception {
        int callers = 8;
        backend.withoutRecord().reply(Reply.json("{}"));
        try (SmartService smart = SmartService.inFrontOf(backend.url())
                .with("workers", "2")
                .with("limit.maxInFlight", "2")
                .with("hedging.enabled", "true")
                .with("hedging.extraAttempts", "3")
                .with("hedging.delay", "0ms")
                .with("hedging.budget", "100")
                .with("hedging.minPerSecond", "100000")
                .with("jerseyClient.maxConnections", "8")
                .started()) {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                all.add(CompletableFuture.runAsync(() -> calls(smart)));
            }
            all.forEach(CompletableFuture::join);
            smart.awaitIdle();
            assertThat(smart.takeNotes(0)).isEmpty();
            Await.until("all are back", () -> smart.leasedConnections() == 0);
            assertThat(smart.idleConnections()).isLessThanOrEqualTo(8);
        }
    }

    private static void calls(SmartService smart) {
        try (RawCaller caller = new RawCaller(smart.url("/"))) {
            for (int i = 0; i < 100; i++) {
                assertThat(caller.get(SmartService.PATH).read().status()).isIn(200, 503);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void close(List<RawCaller> callers) throws IOException {
        for (RawCaller caller : callers) {
            caller.close();
        }
    }
}

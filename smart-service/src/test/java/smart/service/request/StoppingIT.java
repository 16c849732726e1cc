package smart.service.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.junit.jupiter.api.Test;
import smart.service.Fixtures;
import smart.service.SmartService;
import smart.testkit.Await;
import smart.testkit.RawBackend;
import smart.testkit.RawBackend.Reply;
import smart.testkit.RawCaller;

/** What callers are told while calls in flight delay a stop. */
final class StoppingIT {
    @Test
    void whatIsNoCallIsToldToComeBack() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (RawBackend backend = RawBackend.start();
                SmartService smart = SmartService.inFrontOf(backend.url()).started()) {
            backend.reply(Reply.json("{}").after(over));
            var call = smart.getAsync("");
            Await.until("the call is in progress", () -> backend.requests().size() == 1);
            Server server = smart.server();

            CompletableFuture<Void> stop = assertToldToComeBack(smart, server);

            over.countDown();
            assertThat(call.join().statusCode()).isEqualTo(200);
            stop.join();
        }
    }

    /** Returns the stop, which waits for the call. */
    private static CompletableFuture<Void> assertToldToComeBack(SmartService smart, Server server) throws Exception {
        long before = connections(server);
        try (RawCaller late = new RawCaller(smart.url("/"))) {
            Await.until("it is accepted", () -> connections(server) > before);
            connectors(server) // A stop would soon close a connection without a request.
                    .forEach(connector -> connector.setShutdownIdleTimeout(60_000));
            CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> stop(server));
            Await.until("it stops", () -> server.getDescendants(GracefulHandler.class).stream()
                    .allMatch(GracefulHandler::isShutdown));

            RawCaller.Response answer = late.get("/nowhere").read();

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).containsExactly("1");
            assertThat(answer.header("Proxy-Status")).containsExactly("smart; error=proxy_internal_response");
            assertThat(Fixtures.parse(answer.body().getBytes(UTF_8))).isEqualTo(Fixtures.problem("shutting_down"));
            return stop;
        }
    }

    private static Stream<AbstractConnector> connectors(Server server) {
        return Stream.of(server.getConnectors()).map(AbstractConnector.class::cast);
    }

    private static long connections(Server server) {
        return connectors(server)
                .mapToLong(connector -> connector.getConnectedEndPoints().size())
                .sum();
    }

    private static void stop(Server server) {
        try {
            server.stop();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}

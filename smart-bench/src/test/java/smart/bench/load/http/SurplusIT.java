package smart.bench.load.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smart.testkit.RawServer;

/** A server that sends something later, when the response to the request is complete and the connection is idle. */
class SurplusIT {
    @RegisterExtension
    private final ConnectionFixture connections = new ConnectionFixture();

    @ParameterizedTest
    @CsvSource({"200 OK, MALFORMED", "408 Request Timeout, SUCCEEDED"})
    void aResponseBeforeItsRequestIsAnErrorUnlessItSaysThatTheConnectionEnds(String status, RequestOutcome second)
            throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        RawServer.Behaviour later = (request, socket, server) -> {
            RawServer.write(socket, RawServer.OK);
            if (request == 1) {
                await(told);
                RawServer.write(socket, "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n");
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
                closed.countDown();
            }
        };
        try (RawServer server = new RawServer(later)) {
            Connection connection = connections.connection(server);
            assertThat(send(connection)).isEqualTo(RequestOutcome.SUCCEEDED);
            told.countDown();
            await(closed);
            assertThat(send(connection)).isEqualTo(second);
            assertThat(send(connection)).isEqualTo(RequestOutcome.SUCCEEDED);
        }
    }

    private static RequestOutcome send(Connection connection) throws Exception {
        CompletableFuture<RequestOutcome> over = new CompletableFuture<>();
        connection.lane().loop().execute(() -> {
            long now = System.nanoTime();
            connection.send(now, now, true, (slot, measured, outcome, status, start, end) -> over.complete(outcome));
        });
        return over.get(60, TimeUnit.SECONDS);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package smart.service.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import smart.service.SmartService;
import smart.testkit.RawCaller;

/** A caller that sends calls without end that are refused at once. Others on its loop have their turn. */
class PipelinedRefusalsIT {
    private static final int CALLS = 60;
    private static final String CALL = "GET /api/smart?timeout=none HTTP/1.1\r\nHost: a\r\n\r\n";

    @Test
    void theLoopIsLeftToOthersAfterSixteen() throws Exception {
        try (SmartService smart =
                        SmartService.inFrontOf(URI.create("http://127.0.0.1:9")).started();
                RawCaller caller = new RawCaller(smart.url("/"))) {
            AtomicInteger logged = new AtomicInteger();
            CompletableFuture<Integer> loggedInOneTurn = new CompletableFuture<>();
            smart.server().setRequestLog((request, response) -> {
                if (logged.incrementAndGet() == 1) {
                    CallerConnection connection =
                            (CallerConnection) request.getConnectionMetaData().getConnection();
                    connection.loop().later(() -> loggedInOneTurn.complete(logged.get()));
                }
            });

            caller.send(CALL.repeat(CALLS)); // Less than the connection reads at once.

            assertThat(loggedInOneTurn.get(60, TimeUnit.SECONDS)).isLessThanOrEqualTo(16);
            for (int i = 0; i < CALLS; i++) {
                assertThat(caller.read().status()).isEqualTo(400);
            }
        }
    }
}

package smart.service.backend.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import smart.service.backend.BackendResponse;
import smart.service.backend.client.loop.OneLoop;
import smart.testkit.Await;
import smart.testkit.RawBackend;
import smart.testkit.RawBackend.Reply;

/** A full pool whose idle connections belong to other loops. */
class OtherLoopsIT {
    @Test
    void theOtherLoopsGiveWayInTurn() {
        CyclicBarrier both = new CyclicBarrier(2);
        try (RawBackend backend = RawBackend.start();
                OneLoop first = OneLoop.start();
                OneLoop second = OneLoop.start();
                OneLoop third = OneLoop.start();
                BareClient client = new BareClient(backend.url(), 4)) {
            backend.reply(exchange -> {
                if (exchange.request().target().equals("/?pair")) {
                    await(both);
                }
                Reply.json("{}").to(exchange);
            });
            pair(client, first, 2);
            pair(client, second, 4);
            pair(client, third, 4);
            assertThat(backend.connections()).hasSize(6);

            assertThat(client.get("one", first).join().status()).isEqualTo(200);
            assertThat(client.get("one", second).join().status()).isEqualTo(200);

            assertThat(backend.connections()).as("each had one left").hasSize(6);
        }
    }

    /** Two calls at once, which need two connections. */
    private static void pair(BareClient client, OneLoop loop, int idle) {
        CompletableFuture<BackendResponse> one = client.get("pair", loop);
        CompletableFuture<BackendResponse> other = client.get("pair", loop);
        assertThat(one.join().status()).isEqualTo(200);
        assertThat(other.join().status()).isEqualTo(200);
        Await.until("they are idle", () -> client.idle() == idle);
    }

    private static void await(CyclicBarrier both) {
        try {
            both.await(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}

package smart.service.backend.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smart.service.backend.BackendResponse;
import smart.testkit.Await;
import smart.testkit.RawBackend;

/**
 * Two responses to one request, with a pool of one connection, for which another request waits: that one is written in the
 * same turn of the selector in which the first response ends, before anything else is read. In the whole service the pool
 * is never short, so that it takes an unlucky moment.
 */
class SurplusIT {
    private final RawBackend backend = RawBackend.start();
    private final BareClient client = new BareClient(backend.url(), 1);

    @AfterEach
    void stop() {
        client.close();
        backend.close();
    }

    @ParameterizedTest
    @CsvSource({
        "false, 10",
        "false, 1900",
        "false, 4000",
        "false, 60000",
        "true, 10",
        "true, 1900",
        "true, 4000",
        "true, 60000"
    })
    void theSecondResponseIsNotForWhoIsNext(boolean chunked, int size) throws Exception {
        backend.reply(exchange -> {
            if (exchange.request().target().equals("/?first")) {
                Await.until("the next call waits for the connection", () -> client.waiting() == 1);
                exchange.send(response("first", size, chunked) + response("leaked", size, chunked));
            } else {
                exchange.send(response("next", size, chunked));
            }
        });
        CompletableFuture<BackendResponse> first = client.get("first");
        Await.until("the first call is at the backend", () -> backend.requests().size() == 1);
        CompletableFuture<BackendResponse> next = client.get("next");

        assertThat(body(first)).startsWith("\"first").hasSize(size);
        assertThat(body(next)).startsWith("\"next").hasSize(size);
    }

    @ParameterizedTest
    @CsvSource({"false, 10", "false, 4000", "true, 10", "true, 4000"})
    void withoutASurplusTheConnectionIsUsedAgain(boolean chunked, int size) throws Exception {
        backend.reply(exchange -> exchange.send(response("any", size, chunked)));
        for (int i = 0; i < 3; i++) {
            assertThat(body(client.get("any"))).hasSize(size);
        }
        assertThat(backend.connections()).hasSize(1);
    }

    private static String body(CompletableFuture<BackendResponse> response) {
        return new String(response.join().body(), ISO_8859_1);
    }

    private static String response(String name, int size, boolean chunked) {
        String body = "\"" + name + "x".repeat(size - name.length() - 2) + "\"";
        String head = "HTTP/1.1 200 OK\r\n";
        return chunked
                ? head + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(size) + "\r\n" + body
                        + "\r\n0\r\n\r\n"
                : head + "Content-Length: " + size + "\r\n\r\n" + body;
    }
}

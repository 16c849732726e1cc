package smart.service.backend;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smart.service.Await;
import smart.service.RawBackend;

/**
 * Two responses to one request, with a pool of one connection, for which another request waits: that one is written in the
 * same turn of the I/O thread in which the first response ends, before anything else is read. In the whole service the pool
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
            if (exchange.request().target().equals("/first")) {
                Await.until("the next call waits for the connection", () -> client.waiting() == 1);
                exchange.send(response("first", size, chunked) + response("leaked", size, chunked));
            } else {
                exchange.send(response("next", size, chunked));
            }
        });
        Future<Response> first = call("/first");
        Await.until("the first call is at the backend", () -> backend.requests().size() == 1);
        Future<Response> next = call("/next");

        assertThat(first.get().readEntity(String.class)).startsWith("\"first").hasSize(size);
        assertThat(next.get().readEntity(String.class)).startsWith("\"next").hasSize(size);
    }

    @ParameterizedTest
    @CsvSource({"false, 10", "false, 4000", "true, 10", "true, 4000"})
    void withoutASurplusTheConnectionIsUsedAgain(boolean chunked, int size) throws Exception {
        backend.reply(exchange -> exchange.send(response("any", size, chunked)));
        for (int i = 0; i < 3; i++) {
            assertThat(call("/").get().readEntity(String.class)).hasSize(size);
        }
        assertThat(backend.connections()).hasSize(1);
    }

    private Future<Response> call(String path) {
        return client.request(path).async().get();
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

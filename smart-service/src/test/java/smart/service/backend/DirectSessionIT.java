package smart.service.backend;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.client.InvocationCallback;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.concurrent.ComplexCancellable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import smart.service.Await;
import smart.service.RawBackend;
import smart.service.RawBackend.Exchange;

/** Requests that are sent while the client's only I/O thread is kept busy: there is one idle connection. */
class DirectSessionIT {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n";

    private final RawBackend backend = RawBackend.start();
    private final BareClient client = new BareClient(backend.url(), 2);
    private final CountDownLatch busy = new CountDownLatch(1);
    private final CountDownLatch idleAgain = new CountDownLatch(1);
    private volatile Exchange idle;

    @BeforeEach
    void keepTheThreadBusy() throws Exception {
        backend.reply(this::answer);
        Future<Response> first = client.request("/first").async().get();
        Await.until("one call is at the backend", () -> backend.requests().size() == 1);
        var unused = client.request("/second").async().get(new InvocationCallback<Response>() {
            @Override
            public void completed(Response response) {
                busy.countDown();
                await(idleAgain);
            }

            @Override
            public void failed(Throwable failure) {
                throw new AssertionError(failure);
            }
        });
        assertThat(first.get().getStatus()).isEqualTo(200);
        await(busy);
        assertThat(client.idle()).isEqualTo(1);
    }

    /** The first call's connection becomes idle, the second one's ends with its answer. */
    private void answer(Exchange exchange) throws IOException {
        switch (exchange.request().target()) {
            case "/first" -> {
                Await.until(
                        "both calls are at the backend",
                        () -> backend.requests().size() == 2);
                idle = exchange;
                exchange.send(OK + "\r\n{}");
            }
            case "/second" -> {
                Await.until("the first connection is idle", () -> client.idle() == 1);
                exchange.send(OK + "Connection: close\r\n\r\n{}");
            }
            default -> exchange.awaitEnd();
        }
    }

    @AfterEach
    void stop() {
        idleAgain.countDown();
        client.close();
        backend.close();
    }

    @Test
    void theRequestIsWrittenByWhoSendsIt() {
        var unused = client.request("/third").async().get();

        Await.until("the request is at the backend", () -> backend.requests().size() == 3);
        assertThat(backend.connections()).hasSize(2);
    }

    /** The sender finds the connection closed, so that the repetition starts within the start of the first attempt. */
    @Test
    void aRepetitionCanBeAborted() throws Exception {
        ComplexCancellable abort = new ComplexCancellable();
        idle.close();
        var unused = client.request("/third")
                .property(AsyncHttpConnector.ABORT, abort)
                .async()
                .get();
        idleAgain.countDown();
        Await.until("the request is at the backend", () -> backend.requests().size() == 3);
        assertThat(backend.connections()).hasSize(3);

        abort.cancel();

        assertThat(backend.lastRequest().connection().end()).isNotEqualTo(RawBackend.End.OURS);
        Await.until("no connection is in use", () -> client.leased() == 0);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package smart.service.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smart.service.SmartService;
import smart.testkit.Await;
import smart.testkit.RawBackend;
import smart.testkit.RawBackend.Reply;
import smart.testkit.RawCaller;

/** A caller that sends many requests before it reads an answer. */
class PipeliningIT {
    private static final int REQUESTS = 1000;
    private static final RawBackend BACKEND = RawBackend.start();

    @RegisterExtension
    private static final SmartService SMART = SmartService.inFrontOf(BACKEND.url());

    @AfterAll
    static void stop() {
        BACKEND.close();
    }

    private static String requests(String target) {
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < REQUESTS; i++) {
            requests.append("GET ")
                    .append(target.replace("#", String.valueOf(i)))
                    .append(" HTTP/1.1\r\nHost: a\r\n\r\n");
        }
        return requests.toString();
    }

    @Test
    void requestsAreAnsweredInOrder() throws Exception {
        BACKEND.reply(exchange ->
                Reply.json("\"" + exchange.request().target() + "\"").to(exchange));
        try (RawCaller caller = new RawCaller(SMART.url("/"))) {
            caller.send(requests("/api/smart?#"));
            for (int i = 0; i < REQUESTS; i++) {
                assertThat(caller.read().body()).isEqualTo("\"/?" + i + "\"");
            }
        }
    }

    /** Answers that are known at once: one must not be written from within the one before it. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/smart?timeout=none", "/missing"})
    void requestsThatTheBackendNeverSeesAreAllAnswered(String target) throws Exception {
        try (RawCaller caller = new RawCaller(SMART.url("/"))) {
            caller.send(requests(target));
            for (int i = 0; i < REQUESTS; i++) {
                assertThat(caller.read().status()).isEqualTo(target.startsWith("/api") ? 400 : 404);
            }
        }
    }

    @Test
    void requestsBeyondTheLimitAreAllRefused() throws Exception {
        BACKEND.reply(Reply.never());
        try (SmartService smart = SmartService.inFrontOf(BACKEND.url())
                        .with("limit.maxInFlight", "1")
                        .with("backend.timeout", "28s") // So long the first one is in progress.
                        .started();
                RawCaller first = new RawCaller(smart.url("/"));
                RawCaller caller = new RawCaller(smart.url("/"))) {
            first.get("/api/smart");
            Await.until("the limit is reached", () -> smart.inFlight() == 1);
            caller.send(requests("/api/smart"));
            for (int i = 0; i < REQUESTS; i++) {
                assertThat(caller.read().status()).isEqualTo(503);
            }
        }
    }
}

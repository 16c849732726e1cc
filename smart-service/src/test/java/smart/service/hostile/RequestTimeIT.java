package smart.service.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import smart.service.SmartService;
import smart.testkit.Await;
import smart.testkit.RawBackend;
import smart.testkit.RawCaller;

/** A request may take the timeout and {@code callers.slowCallerGrace}, from its first byte to the end of its response. */
class RequestTimeIT {
    private final RawBackend backend = RawBackend.start();

    @AfterEach
    void stop() {
        backend.close();
    }

    /** Each byte that it takes is an activity, so that no idle timeout ever ends it. */
    @Test
    void whoReadsSlowlyIsCutOff() throws Exception {
        String body = "\"" + "x".repeat(8 * 1024 * 1024) + "\""; // More than the system's buffers take.
        backend.reply(RawBackend.Reply.json(body));
        try (SmartService smart = SmartService.inFrontOf(backend.url())
                        .with("backend.timeout", "4s")
                        .with("backend.maxResponseSize", "9MiB")
                        .with("callers.slowCallerGrace", "500ms")
                        .started();
                RawCaller caller = new RawCaller(smart.url("/"))) {
            caller.get("/api/smart");
            Await.until("it is cut off", () -> {
                caller.take(100);
                return smart.count("smart.requests.client_gone") == 1;
            });
            assertThat(smart.count("smart.requests.success")).isZero();
            assertThat(caller.received()).isLessThan(body.length());
        }
    }

    /** What a request may take counts from its own first byte, and not from the connection's. */
    @Test
    void aKeptConnectionMayBeOldWhenItsNextRequestComes() throws Exception {
        try (SmartService smart = SmartService.inFrontOf(backend.url())
                        .with("backend.timeout", "3s")
                        .with("callers.slowCallerGrace", "100ms")
                        .started();
                RawCaller caller = new RawCaller(smart.url("/"))) {
            assertThat(caller.get("/api/smart").read().status()).isEqualTo(200);
            long longerThanARequest = System.nanoTime() + 3_300_000_000L;
            while (System.nanoTime() < longerThanARequest) {
                LockSupport.parkNanos(longerThanARequest - System.nanoTime());
            }
            backend.reply(exchange -> {
                assertThat(exchange.endsWithin(1200)).isFalse(); // For at least one look at the connections.
                RawBackend.Reply.json("{}").to(exchange);
            });
            assertThat(caller.get("/api/smart").read().status()).isEqualTo(200);
        }
    }

    /** At 1 s and the grace of 500 ms, the connections would be closed after two seconds. */
    @Test
    void aTimeoutThatIsRaisedLaterIsHonoured() throws Exception {
        backend.reply(exchange -> {
            assertThat(exchange.endsWithin(3000)).isFalse();
            RawBackend.Reply.json("{}").to(exchange);
        });
        try (SmartService smart = SmartService.inFrontOf(backend.url())
                        .with("backend.timeout", "1s")
                        .with("callers.slowCallerGrace", "500ms")
                        .started();
                RawCaller caller = new RawCaller(smart.url("/"));
                RawCaller shorter = new RawCaller(smart.url("/"))) {
            assertThat(smart.admin("POST", "/tasks/set-timeout?value=20s").statusCode())
                    .isEqualTo(200);
            caller.get("/api/smart");
            shorter.get("/api/smart?timeout=15000");
            assertThat(caller.read().status()).isEqualTo(200);
            assertThat(shorter.read().status()).isEqualTo(200);
        }
    }
}

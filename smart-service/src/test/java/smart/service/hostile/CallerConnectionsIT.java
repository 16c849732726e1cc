package smart.service.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smart.service.RawBackend;
import smart.service.RawCaller;
import smart.service.SmartService;

/** Callers' connections are bounded in number, and their requests in time. */
class CallerConnectionsIT {
    private static final int MOST = 20;
    private static final RawBackend BACKEND = RawBackend.start();

    @RegisterExtension
    private static final SmartService SMART = SmartService.inFrontOf(BACKEND.url())
            .with("backend.timeout", "5s")
            .with("callers.patience", "500ms")
            .with("callers.maxConnections", String.valueOf(MOST));

    @AfterAll
    static void stop() {
        BACKEND.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET /api/smart",
                "GET /api/smart HTTP/1.1\r\nHost: a\r\nA: ",
                "POST /api/smart HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n"
            })
    void aRequestThatComesByteByByteIsNotWaitedForLong(String start) throws Exception {
        try (RawCaller caller = new RawCaller(SMART.url("/"))) {
            caller.send(start);
            long giveUp = System.nanoTime() + 30_000_000_000L;
            boolean ended = false;
            while (!ended && System.nanoTime() < giveUp) {
                try {
                    caller.send("x");
                    LockSupport.parkNanos(50_000_000);
                } catch (IOException e) {
                    ended = true;
                }
            }
            assertThat(ended).isTrue();
        }
    }

    @Test
    void moreConnectionsThanAllowedWaitUntilOneIsClosed() throws Exception {
        List<RawCaller> idle = new ArrayList<>();
        try {
            for (int i = 0; i < MOST + 5; i++) {
                idle.add(new RawCaller(SMART.url("/")));
            }
            try (RawCaller late = new RawCaller(SMART.url("/"))) {
                late.get("/api/smart");
                assertThat(late.hasAnswerWithin(1000))
                        .as("an answer beyond the limit")
                        .isFalse();
                assertThat(SMART.admin("GET", "/ping").statusCode())
                        .as("the admin port")
                        .isEqualTo(200);
                for (RawCaller caller : idle) {
                    caller.close();
                }
                assertThat(late.read().status()).isEqualTo(200);
            } catch (SocketTimeoutException e) {
                throw new AssertionError("no answer once connections were closed", e);
            }
        } finally {
            for (RawCaller caller : idle) {
                caller.close();
            }
        }
    }
}

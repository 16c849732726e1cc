package smart.service.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.server.Connector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smart.service.SmartService;
import smart.testkit.Await;
import smart.testkit.RawBackend;
import smart.testkit.RawBackend.Reply;
import smart.testkit.RawCaller;

/** Requests at the edges of HTTP/1.1, by callers that know what they do, or don't. */
class CallerProtocolIT {
    private static final RawBackend BACKEND = RawBackend.start();

    @RegisterExtension
    private static final SmartService SMART = SmartService.inFrontOf(BACKEND.url());

    @AfterAll
    static void stop() {
        BACKEND.close();
    }

    @BeforeEach
    void reply() {
        BACKEND.reply(Reply.json("{}"));
        BACKEND.forget();
    }

    private static RawCaller.Response call(String request) throws Exception {
        try (RawCaller caller = new RawCaller(SMART.url("/"))) {
            return caller.send(request).read();
        }
    }

    /** It could not tell the body from its next request. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/smart", "/api/smart?timeout=none"})
    void aResponseBeforeTheRequestsBodyEndsTheConnectionAndSaysSo(String target) throws Exception {
        try (RawCaller caller = new RawCaller(SMART.url("/"))) {
            caller.get(target, "Content-Length: 2");
            assertThat(caller.read().header("Connection")).containsExactly("close");
            caller.sendAsFarAsItGoes("{}");
            assertThat(caller.isEnded()).isTrue();
        }
    }

    @Test
    void aResponseAfterTheRequestsBodyDoesNot() throws Exception {
        try (RawCaller caller = new RawCaller(SMART.url("/"))) {
            String request = "GET /api/smart HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}";
            for (int i = 0; i < 3; i++) {
                RawCaller.Response response = caller.send(request).read();
                assertThat(response.status()).isEqualTo(400);
                assertThat(response.header("Connection")).isEmpty();
            }
        }
    }

    /** RFC 9112 section 6.1: a proxy that knows only HTTP/1.0 would see another end of the request. */
    @Test
    void transferEncodingInHttp10IsRefused() throws Exception {
        try (RawCaller caller = new RawCaller(SMART.url("/"))) {
            String head = "GET /api/smart HTTP/1.0\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n";
            String next = "GET /api/smart HTTP/1.0\r\n\r\n";
            caller.send(head + "0\r\n\r\n" + next);
            assertThat(caller.read().status()).isEqualTo(400);
            assertThat(caller.isEnded()).isTrue();
        }
        assertThat(BACKEND.requests()).isEmpty();
    }

    /** RFC 9110 section 7.8. */
    @ParameterizedTest
    @ValueSource(strings = {"", "Connection: Upgrade\r\n"})
    void upgradeIsIgnored(String connection) throws Exception {
        String request = "GET /api/smart HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\n" + connection + "\r\n";
        assertThat(call(request).status()).isEqualTo(200);
        assertThat(BACKEND.lastRequest().header("Upgrade")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https", "ftp", "http"})
    void theSchemeOfTheTargetIsNotTheConnections(String scheme) throws Exception {
        assertThat(call("GET " + scheme + "://a/api/smart HTTP/1.1\r\nHost: a\r\n\r\n")
                        .status())
                .isEqualTo(200);
        assertThat(BACKEND.lastRequest().header("X-Forwarded-Proto")).containsExactly("http");
    }

    /** Else the memory outside the heap would grow until the next garbage collection. */
    @Test
    void aCallerThatHangsUpAfterItsNextRequestLeavesNoBuffer() throws Exception {
        BACKEND.reply(Reply.never());
        for (int i = 0; i < 30; i++) {
            try (RawCaller caller = new RawCaller(SMART.url("/"))) {
                caller.get(SmartService.PATH);
                Await.until("the call is in progress", () -> SMART.inFlight() == 1);
                caller.send("GET /a");
            }
            SMART.awaitIdle();
        }
        Await.until("no buffer is in use", () -> buffersInUse() < 5);
    }

    private static long buffersInUse() {
        Connector[] connectors = SMART.server().getConnectors();
        return Arrays.stream(connectors)
                .map(Connector::getByteBufferPool)
                .distinct()
                .map(ArrayByteBufferPool.class::cast)
                .mapToLong(pool -> pool.getDirectByteBufferCount() - pool.getAvailableDirectByteBufferCount())
                .sum();
    }
}

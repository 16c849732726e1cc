package smart.service.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import smart.service.SmartService;
import smart.testkit.Await;
import smart.testkit.KeyStores;
import smart.testkit.RawBackend;
import smart.testkit.RawCaller;

/** Callers' connections are bounded in number, and so is the time for the head of a request. */
class CallerConnectionsIT {
    private static final int MOST = 20;
    private static final RawBackend BACKEND = RawBackend.start();

    @RegisterExtension
    private static final SmartService SMART = SmartService.inFrontOf(BACKEND.url())
            .with("backend.timeout", "5s")
            .with("callers.slowCallerGrace", "500ms")
            .with("callers.maxConnections", String.valueOf(MOST));

    /** One that ends a request after a second. */
    @RegisterExtension
    private static final SmartService HASTY = SmartService.inFrontOf(BACKEND.url())
            .with("backend.timeout", "500ms")
            .with("callers.slowCallerGrace", "500ms");

    @TempDir
    private static Path folder;

    private static Path store;

    @BeforeAll
    static void createCertificate() throws Exception {
        store = KeyStores.create(folder.resolve("smart.p12"), "localhost", "127.0.0.1");
    }

    @AfterAll
    static void stop() {
        BACKEND.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /api/smart", "GET /api/smart HTTP/1.1\r\nHost: a\r\nA: "})
    void aHeadThatComesByteByByteIsNotWaitedForLong(String start) throws Exception {
        try (RawCaller caller = new RawCaller(HASTY.url("/"))) {
            caller.send(start);
            sendUntilItIsClosed(caller, "x");
            assertThat(caller.isEnded()).as("no answer ended it").isTrue();
        }
    }

    /** Nobody reads a body: the answer comes at once, and says that the connection ends. */
    @Test
    void aBodyThatComesByteByByteIsNotWaitedForAtAll() throws Exception {
        try (RawCaller caller = new RawCaller(SMART.url("/"))) {
            caller.send("POST /api/smart HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\nx");
            RawCaller.Response answer = caller.read();
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.header("Connection")).containsExactly("close");
            sendUntilItIsClosed(caller, "x");
        }
    }

    private static void sendUntilItIsClosed(RawCaller caller, String more) {
        long giveUp = System.nanoTime() + 30_000_000_000L;
        boolean ended = false;
        while (!ended && System.nanoTime() < giveUp) {
            try {
                caller.send(more);
                LockSupport.parkNanos(50_000_000);
            } catch (IOException e) {
                ended = true;
            }
        }
        assertThat(ended).isTrue();
    }

    /** Nothing of it is a request. */
    @ParameterizedTest
    @CsvSource({"false, '', '\r\n'", "true, '\26\3\1\77\377\1\0\77\373\3\3', a"})
    void neitherEmptyLinesNorATlsHandshakeKeepAConnection(boolean tls, String start, String more) throws Exception {
        SmartService smart = tls ? withTls().started() : HASTY;
        try (RawCaller caller = new RawCaller(smart.url("/"))) {
            caller.send(start);
            sendUntilItIsClosed(caller, more);
        } finally {
            if (tls) {
                smart.close();
            }
        }
    }

    /** The handshake's time is over with the handshake. */
    @Test
    void aTlsConnectionMayWaitForItsFirstRequest() throws Exception {
        SSLContext trusting = KeyStores.trusting(store);
        try (SmartService smart = withTls().started();
                SSLSocket socket =
                        (SSLSocket) trusting.getSocketFactory().createSocket("127.0.0.1", smart.getLocalPort())) {
            socket.startHandshake();
            long longerThanARequest = System.nanoTime() + 2_200_000_000L;
            while (System.nanoTime() < longerThanARequest) {
                LockSupport.parkNanos(longerThanARequest - System.nanoTime());
            }
            socket.getOutputStream()
                    .write("GET /api/smart HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 200");
        }
    }

    private static SmartService withTls() {
        return SmartService.inFrontOf(BACKEND.url())
                .with("backend.timeout", "500ms")
                .with("callers.slowCallerGrace", "500ms")
                .with("callers.tls.keyStorePath", store.toString())
                .with("callers.tls.keyStorePassword", KeyStores.PASSWORD)
                .with("callers.tls.keyStoreType", "PKCS12")
                .with("callers.tls.disableSniHostCheck", "true");
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
                assertThat(SMART.admin("GET", "/prometheus").body())
                        .as("the admin port")
                        .contains("\nsmart_caller_connections " + (double) MOST + "\n")
                        .contains("\nsmart_caller_connections_max " + (double) MOST + "\n");
                Await.until(
                        "the console says so",
                        () -> SMART.admin("GET", "/console/now").body().contains("Port full"));
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

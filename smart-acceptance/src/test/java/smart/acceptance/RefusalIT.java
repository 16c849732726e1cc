package smart.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The live suite sets scenarios: it must not do that to what is no mock. */
final class RefusalIT {
    private final List<String> methods = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private String url;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        url = "http://127.0.0.1:" + server.getAddress().getPort();
        byte[] body = "{\"some\": \"backend\"}".getBytes(UTF_8);
        server.createContext("/", exchange -> {
            methods.add(exchange.getRequestMethod());
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void whatIsMissingIsNamed() {
        assertRefused(Map.of(), "TEST_URL is not set");
        assertRefused(Map.of("TEST_URL", url), "REMOTE_URL is not set");
        assertRefused(Map.of("TEST_URL", url, "REMOTE_URL", ""), "REMOTE_URL is not set");
    }

    @Test
    void aUrlHasNoPath() {
        assertRefused(
                Map.of("TEST_URL", url + "/api/smart", "REMOTE_URL", url), "TEST_URL must be http(s)://HOST:PORT");
    }

    @Test
    void aBackendThatIsNoMockIsLeftAlone() {
        assertRefused(Map.of("TEST_URL", url, "REMOTE_URL", url), url + ", is not smart-mock");
        assertThat(methods).as("it was only read").containsExactly("GET");
    }

    @Test
    void aBackendThatIsNotThereIsNoMock() {
        server.stop(0);

        assertRefused(Map.of("TEST_URL", url, "REMOTE_URL", url), "nothing answers at REMOTE_URL, " + url);
    }

    private static void assertRefused(Map<String, String> variables, String reason) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> Deployment.running(variables))
                .withMessageStartingWith("The live tests refuse to run: ")
                .withMessageContaining(reason);
    }
}

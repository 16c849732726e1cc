package smart.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code bin/healthcheck}, by which an engine decides whether a container has to be ended. */
final class HealthcheckScriptIT {
    private static final int UNHEALTHY = 1;

    private final Map<String, Integer> answers = new ConcurrentHashMap<>();
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(
                    answers.getOrDefault(exchange.getRequestURI().toString(), 404), -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aReplicaThatDrainsOrIsFullLives() throws Exception {
        answers.put("/health-check?type=ready", 503);
        answers.put("/health-check?type=alive", 200);

        assertThat(healthcheck(port() + ",1", 1)).isZero();
    }

    @Test
    void oneThatSaysThatItIsDeadIsNotExcusedByItsAdminPort() throws Exception {
        answers.put("/health-check?type=alive", 503);
        answers.put("/ping", 200);

        assertThat(healthcheck(port(), server.getAddress().getPort())).isEqualTo(UNHEALTHY);
    }

    @Test
    void nothingThatListensIsDead() throws Exception {
        server.stop(0);

        assertThat(healthcheck(port(), server.getAddress().getPort())).isEqualTo(UNHEALTHY);
    }

    @Test
    void aPortThatHangsIsDead() throws Exception {
        answers.put("/ping", 200);
        try (ServerSocket hangs = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            assertThat(healthcheck(
                            String.valueOf(hangs.getLocalPort()),
                            server.getAddress().getPort()))
                    .isEqualTo(UNHEALTHY);
        }
    }

    @Test
    void withTlsItAsksTheAdminPort() throws Exception {
        answers.put("/ping", 200);
        assertThat(behindTls()).isZero();

        answers.put("/ping", 500);
        assertThat(behindTls()).isEqualTo(UNHEALTHY);
    }

    /** A port that answers a plain request as one with TLS does: with an alert. */
    private int behindTls() throws Exception {
        try (ServerSocket tls = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread alerts = new Thread(() -> {
                try (Socket caller = tls.accept()) {
                    caller.getInputStream().read();
                    caller.getOutputStream().write(new byte[] {21, 3, 3, 0, 2, 2, 80});
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            alerts.start();
            int status = healthcheck(
                    String.valueOf(tls.getLocalPort()), server.getAddress().getPort());
            alerts.join();
            return status;
        }
    }

    private String port() {
        return String.valueOf(server.getAddress().getPort());
    }

    private static int healthcheck(String ports, int adminPort) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(Project.ROOT.resolve("bin/healthcheck").toString()).redirectErrorStream(true);
        builder.environment().remove("HOST");
        builder.environment().put("PORT_NUMBER", ports);
        builder.environment().put("ADMIN_PORT", String.valueOf(adminPort));
        Process process = builder.start();
        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).isEmpty();
        return process.waitFor();
    }
}

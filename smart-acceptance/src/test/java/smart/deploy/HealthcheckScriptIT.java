package smart.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code bin/healthcheck}, by which an engine decides whether a container has to be ended. */
final class HealthcheckScriptIT {
    private static final int UNHEALTHY = 1;

    private final Map<String, Integer> answers = new ConcurrentHashMap<>();
    private HttpServer admin;

    @BeforeEach
    void start() throws Exception {
        admin = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        admin.createContext("/", exchange -> {
            exchange.sendResponseHeaders(
                    answers.getOrDefault(exchange.getRequestURI().toString(), 404), -1);
            exchange.close();
        });
        admin.start();
    }

    @AfterEach
    void stop() {
        admin.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0.0.0.0", "127.0.0.1"})
    void aReplicaThatDrainsOrIsFullLives(String adminHost) throws Exception {
        answers.put("/health-check?type=ready", 503);
        answers.put("/health-check?type=alive", 200);

        assertThat(healthcheck(1, adminHost, adminPort())).isZero();
    }

    /** So it is at {@code callers.maxConnections}, and with TLS a plain request has no answer either. */
    @Test
    void oneWhoseApplicationPortAnswersNobodyNewLives() throws Exception {
        answers.put("/health-check?type=alive", 200);
        try (ServerSocket full = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            assertThat(healthcheck(full.getLocalPort(), "", adminPort())).isZero();
        }
    }

    @Test
    void oneThatSaysThatItIsDeadIsDead() throws Exception {
        answers.put("/health-check?type=alive", 503);
        answers.put("/ping", 200);

        assertThat(healthcheck(adminPort(), "", adminPort())).isEqualTo(UNHEALTHY);
    }

    @Test
    void nothingThatListensIsDead() throws Exception {
        admin.stop(0);

        assertThat(healthcheck(1, "", adminPort())).isEqualTo(UNHEALTHY);
    }

    @Test
    void oneThatHangsIsDead() throws Exception {
        try (ServerSocket hangs = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            assertThat(healthcheck(hangs.getLocalPort(), "", hangs.getLocalPort()))
                    .isEqualTo(UNHEALTHY);
        }
    }

    private int adminPort() {
        return admin.getAddress().getPort();
    }

    private static int healthcheck(int port, String adminHost, int adminPort) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(Project.ROOT.resolve("bin/healthcheck").toString()).redirectErrorStream(true);
        builder.environment().remove("HOST");
        builder.environment().put("PORT_NUMBER", String.valueOf(port));
        builder.environment().put("ADMIN_HOST", adminHost);
        builder.environment().put("ADMIN_PORT", String.valueOf(adminPort));
        Process process = builder.start();
        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).isEmpty();
        return process.waitFor();
    }
}

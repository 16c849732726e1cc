package smart.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** {@code bin/drain}, which a stop of a container begins with. */
final class DrainScriptIT {
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer admin;
    private String adminHost = "";
    private volatile int status = 200;

    @BeforeEach
    void start() throws Exception {
        listenOn("127.0.0.1");
    }

    private void listenOn(String address) throws Exception {
        admin = HttpServer.create(new InetSocketAddress(InetAddress.getByName(address), 0), 0);
        admin.createContext("/", exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        admin.start();
    }

    @AfterEach
    void stop() {
        admin.stop(0);
    }

    @Test
    void itTellsTheService() throws Exception {
        assertThat(drain("", "")).isEmpty();
        assertThat(requests).containsExactly("POST /tasks/drain null");
    }

    @Test
    @EnabledOnOs(OS.LINUX) // Others have one loopback address.
    void itGoesWhereTheAdminPortIs() throws Exception {
        admin.stop(0);
        adminHost = "127.0.0.2";
        listenOn(adminHost);

        assertThat(drain("", "")).isEmpty();
        assertThat(requests).hasSize(1);
    }

    @Test
    void itHasTheCredentials() throws Exception {
        assertThat(drain("Aladdin", "open sesame")).isEmpty();
        assertThat(requests)
                .as("RFC 7617 section 2")
                .containsExactly("POST /tasks/drain Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    }

    @Test
    void whiteSpaceAroundThemIsNoPartOfThem() throws Exception {
        assertThat(drain(" Aladdin\n", "\t open sesame \r\n\n")).isEmpty();
        assertThat(requests).containsExactly("POST /tasks/drain Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    }

    @Test
    void aRefusalIsSaidAndHoldsNothingUp() throws Exception {
        status = 401;

        assertThat(drain("", "")).startsWith("drain: not told: HTTP/1.1 401");
    }

    @Test
    void aServiceThatIsGoneHoldsNothingUp() throws Exception {
        admin.stop(0);

        assertThat(drain("", "")).isEmpty();
    }

    /** What it says; it must succeed in any case, or a stop would be held up. */
    private String drain(String user, String password) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(Project.ROOT.resolve("bin/drain").toString(), "0").redirectErrorStream(true);
        builder.environment()
                .put("ADMIN_PORT", String.valueOf(admin.getAddress().getPort()));
        builder.environment().put("ADMIN_HOST", adminHost);
        builder.environment().put("ADMIN_USER", user);
        builder.environment().put("ADMIN_PASSWORD", password);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }
}

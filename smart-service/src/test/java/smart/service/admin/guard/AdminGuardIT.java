package smart.service.admin.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import smart.mock.MockBackend;
import smart.service.LogLines;
import smart.service.SmartService;
import smart.testkit.Await;
import smart.testkit.RawCaller;
import smart.testkit.RawCaller.Response;

/** Who may do what on the admin port, with the bytes that a browser, a script or an attacker would send. */
final class AdminGuardIT {
    private static final String PASSWORD = "s3cret: with a colon";
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static MockBackend mock;
    private static SmartService onLoopback;
    private static SmartService open;
    private static SmartService withPassword;

    @BeforeAll
    static void start() throws Exception {
        mock = MockBackend.start();
        onLoopback = SmartService.inFrontOf(mock.url())
                .with("adminHosts", "smart.example, Other.Example")
                .started();
        open = SmartService.inFrontOf(mock.url()).with("adminHost", "0.0.0.0").started();
        withPassword = SmartService.inFrontOf(mock.url())
                .with("adminHost", "0.0.0.0")
                .with("adminUser", "ops")
                .with("adminPassword", PASSWORD)
                .with("jerseyClient.proxy.host", "127.0.0.1")
                .with("jerseyClient.proxy.port", "1")
                .with("jerseyClient.proxy.auth.username", "proxy-user")
                .with("jerseyClient.proxy.auth.password", "s3cret of the proxy")
                .with("backend.url", mock.url() + "/?key=s3cret-in-the-query")
                .started();
    }

    @AfterAll
    static void stop() {
        onLoopback.close();
        open.close();
        withPassword.close();
        mock.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST",
                "localhost:8001",
                "127.0.0.1",
                "127.0.0.1:8001",
                "10.1.2.3:8001",
                "[::1]",
                "[::1]:8001",
                "[fe80::1]:8001",
                "smart.example",
                "SMART.example:8001",
                "other.example"
            })
    void addressesLocalhostAndConfiguredNamesAreAnswered(String host) throws Exception {
        assertThat(send(onLoopback, "GET /ping HTTP/1.1", "Host: " + host).status())
                .isEqualTo(200);
        assertThat(send(onLoopback, "POST /tasks/resume HTTP/1.1", "Host: " + host)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8001",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "smart.example.evil.example",
                "notlocalhost",
                "1.2.3",
                "0x7f000001"
            })
    void aForeignNameIsRefusedForReadingToo(String host) throws Exception {
        assertThat(send(onLoopback, "GET /metrics HTTP/1.1", "Host: " + host).status())
                .isEqualTo(403);
        assertThat(send(onLoopback, "POST /tasks/drain HTTP/1.1", "Host: " + host)
                        .status())
                .isEqualTo(403);
        assertThat(send(onLoopback, "GET http://" + host + "/metrics HTTP/1.1", "Host: " + host)
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "localhost:8001   | Origin: http://localhost:8001           | 200",
                "LOCALHOST:8001   | Origin: http://localhost:8001           | 200",
                "localhost        | Origin: http://localhost                | 200",
                "localhost        | Origin: https://localhost               | 200", // TLS ends in front of us
                "smart.example    | Origin: https://smart.example:443       | 200",
                "[::1]:8001       | Origin: http://[::1]:8001               | 200",
                "localhost:8001   | Sec-Fetch-Site: same-origin             | 200",
                "localhost:8001   | Sec-Fetch-Site: none                    | 200",
                "localhost:8001   | X-Nothing: curl                         | 200",
                "localhost:8001   | Origin: http://evil.example             | 403",
                "localhost:8001   | Origin: http://localhost:9999           | 403",
                "localhost:8001   | Origin: http://localhost                | 403",
                "localhost:8001   | Origin: http://127.0.0.1:8001           | 403",
                "localhost:8001   | Origin: http://localhost:8001@evil.example | 403",
                "localhost:8001   | Origin: null                            | 403",
                "localhost:8001   | Origin: not a url                       | 403",
                "localhost:8001   | Sec-Fetch-Site: cross-site              | 403",
                "localhost:8001   | Sec-Fetch-Site: same-site               | 403"
            })
    void aPageFromElsewhereMayNotPost(String host, String field, int status) throws Exception {
        assertThat(send(onLoopback, "POST /tasks/resume HTTP/1.1", "Host: " + host, field)
                        .status())
                .isEqualTo(status);
        assertThat(send(onLoopback, "GET /ping HTTP/1.1", "Host: " + host, field)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void withoutCredentialsTasksAreOffWhereThePortIsNotOnLoopback() throws Exception {
        Response task = send(open, "POST /tasks/drain HTTP/1.1", "Host: localhost");

        assertThat(task.status()).isEqualTo(403);
        assertThat(task.body())
                .isEqualTo(
                        "tasks are off: the admin port is not on loopback, and adminUser and adminPassword are not set\n");
        assertThat(send(open, "GET /console/now HTTP/1.1", "Host: localhost").status())
                .isEqualTo(200);
    }

    @Test
    void tasksNeedTheConfiguredCredentialsAndReadingNeedsNone() throws Exception {
        Response without = send(withPassword, "POST /tasks/resume HTTP/1.1", "Host: localhost");

        assertThat(without.status()).isEqualTo(401);
        assertThat(without.header("WWW-Authenticate")).containsExactly("Basic realm=\"smart\", charset=\"UTF-8\"");
        Response console =
                send(withPassword, "POST /tasks/resume HTTP/1.1", "Host: localhost", "Smart-Service-Id: any");
        assertThat(console.header("WWW-Authenticate"))
                .as("the console asks for credentials, and the browser does not")
                .containsExactly("SmartConsole realm=\"smart\", charset=\"UTF-8\"");
        assertThat(send(withPassword, "POST /tasks/resume HTTP/1.1", "Host: localhost", basic("ops:" + PASSWORD))
                        .status())
                .isEqualTo(200);
        for (String path : List.of("/prometheus", "/health-check?type=alive")) {
            assertThat(send(withPassword, "GET " + path + " HTTP/1.1", "Host: 10.1.2.3:8001")
                            .status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ops:wrong", "ops:", "other:s3cret: with a colon", "ops:s3cret: with a colon ", "", ":", "ops"})
    void otherCredentialsAreRefused(String credentials) throws Exception {
        assertThat(send(withPassword, "POST /tasks/resume HTTP/1.1", "Host: localhost", basic(credentials))
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic !!!", "Basic", "Bearer b3Bz", "ops"})
    void whatIsNoBasicCredentialIsRefused(String authorization) throws Exception {
        assertThat(send(
                                withPassword,
                                "POST /tasks/resume HTTP/1.1",
                                "Host: localhost",
                                "Authorization: " + authorization)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void credentialsDoNotHelpAPageFromElsewhere() throws Exception {
        assertThat(send(
                                withPassword,
                                "POST /tasks/drain HTTP/1.1",
                                "Host: localhost",
                                basic("ops:" + PASSWORD),
                                "Origin: http://evil.example")
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/console/now",
                "/console/history?range=5m",
                "/console/history?range=never",
                "/console/errors",
                "/console/errors/download",
                "/console/nothing.js",
                "/healthcheck",
                "/metrics",
                "/prometheus",
                "/threads",
                "/ping",
                "/tasks",
                "/nothing"
            })
    void everyPageTellsBrowsersToTrustNothing(String path) throws Exception {
        try (RawCaller caller = new RawCaller(admin(onLoopback))) {
            Response response = caller.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .readHead();
            assertThat(response.header("Content-Security-Policy")).containsExactly(POLICY);
            assertThat(response.header("X-Content-Type-Options")).containsExactly("nosniff");
            assertThat(response.header("X-Frame-Options")).containsExactly("DENY");
            assertThat(response.header("Referrer-Policy")).containsExactly("no-referrer");
            assertThat(response.header("Access-Control-Allow-Origin")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pprof", "/pprof?state=blocked", "/pprof?duration=1", "/pprof;a=b", "//pprof", "/%70prof"})
    void theCpuProfileIsClosed(String path) throws Exception {
        assertThat(send(onLoopback, "GET " + path + " HTTP/1.1", "Host: localhost")
                        .status())
                .isIn(400, 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/console/now",
                "/console/history?range=5m",
                "/console/errors",
                "/metrics",
                "/prometheus",
                "/healthcheck",
                "/threads"
            })
    void noPageShowsThePassword(String path) throws Exception {
        assertThat(withPassword.admin("GET", path).body()).isNotEmpty().doesNotContain("s3cret");
    }

    @Test
    void noLineOfTheLogHasThePassword() throws Exception {
        List<String> lines;
        try (LogLines log = LogLines.all()) {
            withPassword.get("");
            send(withPassword, "POST /tasks/resume HTTP/1.1", "Host: localhost", basic("ops:" + PASSWORD));
            send(withPassword, "POST /tasks/resume HTTP/1.1", "Host: localhost", basic("ops:s3cret"));
            lines = log.texts();
        }

        assertThat(lines)
                .anyMatch(line -> line.startsWith("task resume by 127.0.0.1"))
                .anyMatch(line -> line.startsWith("refused 127.0.0.1 with 401"))
                .noneMatch(line -> line.contains("s3cret"));
        Await.until("the call's note", () -> Files.size(withPassword.errorLog()) > 0);
        assertThat(Files.readString(withPassword.errorLog())).doesNotContain("s3cret");
    }

    private static String basic(String credentials) {
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
    }

    private static URI admin(SmartService service) {
        return URI.create("http://127.0.0.1:" + service.getAdminPort());
    }

    private static Response send(SmartService service, String... lines) throws IOException {
        try (RawCaller caller = new RawCaller(admin(service))) {
            caller.send(String.join("\r\n", lines) + "\r\n\r\n");
            return lines[0].startsWith("POST") ? caller.read() : caller.readHead(); // A long body may come in chunks.
        }
    }
}

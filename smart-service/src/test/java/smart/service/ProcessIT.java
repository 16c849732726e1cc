package smart.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smart.testkit.Await;
import smart.testkit.RawBackend;
import smart.testkit.RawBackend.Reply;

/** The jar as its users start it. */
class ProcessIT {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Pattern READY = Pattern.compile("\\[([^]]+)] smart: ready after ");
    private static final DateTimeFormatter LOG_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss,SSS");

    private final RawBackend backend = RawBackend.start();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        backend.close();
    }

    private Map<String, String> variables() {
        return Map.of(
                "REMOTE_URL",
                backend.url().toString(),
                "REQUEST_TIMEOUT",
                "25", // A stop takes long on a loaded machine.
                "PORT_NUMBER",
                "0",
                "ADMIN_PORT",
                "0");
    }

    @Test
    void serverWithAFileAnswersAndStopsWithoutLosingACallOrANote() throws Exception {
        Path file = Files.copy(Path.of(System.getProperty("smart.root"), "config.yml"), folder.resolve("config.yml"));
        try (SmartProcess smart = SmartProcess.start(folder, variables(), "server", file.toString())) {
            URI url = smart.url(SmartService.PATH);
            backend.reply(Reply.bytes("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n"));
            assertThat(get(url).statusCode()).isEqualTo(500);
            CountDownLatch answer = new CountDownLatch(1);
            backend.reply(Reply.json("{\"time\": 1}").after(answer));
            CompletableFuture<HttpResponse<String>> call = getAsync(url);
            Await.until("the call is in progress", () -> backend.requests().size() == 2);

            smart.terminate();

            Await.until("new connections are refused", () -> isRefused(url));
            answer.countDown();
            assertThat(call.join().statusCode()).isEqualTo(200);
            assertThat(call.join().body()).isEqualTo("{\"time\": 1}");
            assertThat(smart.exitCode()).isIn(0, 143);
            assertThat(smart.out()).contains("stopping; calls in flight have 30 s to finish");
            assertThat(Files.readAllLines(folder.resolve("backend_errors.log")))
                    .singleElement()
                    .asString()
                    .contains(" kind=status status=500 ");
            assertThat(smart.err()).isEmpty();
        }
    }

    @Test
    void runListensOnAllItsPortsAndTakesTheRemoteRightAfterThem() throws Exception {
        Map<String, String> variables = Map.of("ADMIN_PORT", "0");
        try (SmartProcess smart = SmartProcess.start(
                folder,
                variables,
                "run",
                "--timeout",
                "5",
                "--limit",
                "100",
                "--port",
                "0",
                "0",
                backend.url().toString())) {
            List<Integer> ports = smart.ports("application");
            assertThat(ports).hasSize(2).doesNotHaveDuplicates();
            for (int port : ports) {
                assertThat(get(URI.create("http://127.0.0.1:" + port + SmartService.PATH))
                                .statusCode())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void aRehearsalIsNeitherLoggedNorCountedNorHeardByTheBackend() throws Exception {
        Map<String, String> variables = new HashMap<>(variables());
        variables.put(
                "WARM_UP", "5s"); // The longest: it lasts where the machine is slow, and no longer than calls are.
        variables.put("LOG_LEVEL", "DEBUG");
        List<String> options = List.of("-Ddw.backend.url=" + backend.url());
        get(backend.url()); // So that the first request below is not this client's first one, which takes long.
        backend.forget();
        try (SmartProcess smart = SmartProcess.startWith(options, folder, variables, "server")) {
            String ready = "/health-check?type=ready";
            int first = get(smart.url(ready)).statusCode();
            Instant answered = Instant.now();
            Await.until("ready", () -> get(smart.url(ready)).statusCode() == 200);
            Await.until("the log says so", () -> READY.matcher(smart.out()).find());
            if (answered.isBefore(whenReady(smart))) { // Else the test was slower than the rehearsal.
                assertThat(first).as("before it was ready").isEqualTo(503);
            }

            assertThat(get(smart.adminUrl("/prometheus")).body())
                    .contains("smart_requests_total{outcome=\"success\"} 0.0", "smart_ready 1.0");
            assertThat(backend.requests()).isEmpty();
            assertThat(folder.resolve("backend_errors.log")).isEmptyFile();
            assertThat(folder.resolve("backend_errors.log.rehearsal")).doesNotExist();
            assertThat(smart.ports("application")).hasSize(1);
            assertThat(smart.out())
                    .containsOnlyOnce("listening on ")
                    .containsOnlyOnce("ready after ")
                    .doesNotContain("WARN", "ERROR", "will be slow", "request ", "a connection to the backend");
            assertThat(smart.err()).isEmpty();
            assertThat(get(smart.url(SmartService.PATH)).statusCode()).isEqualTo(200);
            Await.until("the first caller's call is logged", () -> smart.out()
                    .contains(": success status=200 attempts=1 ms="));
        }
    }

    private static Instant whenReady(SmartProcess smart) {
        Matcher line = READY.matcher(smart.out());
        assertThat(line.find()).isTrue();
        return LocalDateTime.parse(line.group(1), LOG_TIME).toInstant(ZoneOffset.UTC);
    }

    @Test
    void checkAndVersionSayWhatTheyFind() throws Exception {
        try (SmartProcess check = SmartProcess.start(folder, variables(), "check")) {
            assertThat(check.exitCode()).isZero();
            assertThat(check.out()).contains("the configuration is valid");
        }
        try (SmartProcess version = SmartProcess.start(folder, Map.of(), "--version")) {
            assertThat(version.exitCode()).isZero();
            assertThat(version.out()).containsPattern("^\\d+\\.\\d+\\.\\d+\\+([0-9a-f]{12}|unknown)\n$");
        }
    }

    @Test
    void aBadSettingStopsTheStartWithOneLine() throws Exception {
        Map<String, String> variables = new HashMap<>(variables());
        variables.put("REQUESTS_LIMIT", "0");
        try (SmartProcess smart = SmartProcess.start(folder, variables, "server")) {
            assertThat(smart.exitCode()).isOne();
            assertThat(smart.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("smart: ")
                    .contains("REQUESTS_LIMIT");
            assertThat(smart.out()).doesNotContain("\tat ").doesNotContain("! at ");
        }
    }

    private static boolean isRefused(URI url) {
        try (java.net.Socket socket = new java.net.Socket(url.getHost(), url.getPort())) {
            return !socket.isConnected();
        } catch (IOException e) {
            return true;
        }
    }

    private static HttpResponse<String> get(URI url) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
    }

    private static CompletableFuture<HttpResponse<String>> getAsync(URI url) {
        return CLIENT.sendAsync(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
    }
}

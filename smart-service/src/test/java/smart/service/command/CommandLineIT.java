package smart.service.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smart.service.EndedCommand;
import smart.service.SmartProcess;
import smart.service.SmartService;
import smart.testkit.Await;
import smart.testkit.RawBackend;
import smart.testkit.RawBackend.Reply;
import smart.testkit.RawCaller;

/** What a new user types, and what the start says. */
final class CommandLineIT {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final RawBackend backend = RawBackend.start();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        backend.close();
    }

    private Map<String, String> variables(String... more) {
        Map<String, String> variables =
                new HashMap<>(Map.of("REMOTE_URL", backend.url().toString(), "PORT_NUMBER", "0", "ADMIN_PORT", "0"));
        variables.put("ERROR_LOG", folder.resolve("backend_errors.log").toString());
        for (int i = 0; i < more.length; i += 2) {
            variables.put(more[i], more[i + 1]);
        }
        return variables;
    }

    private static HttpResponse<String> get(URI url) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''       | 2 | usage: java -jar smart.jar server [FILE]",
                "serve    | 2 | usage: java -jar smart.jar server [FILE]",
                "run      | 2 | smart: remote is missing: the backend's URL",
                "run --port http://backend:8080 | 2 | smart: --port needs a number, such as --port 8000; it has only 'http://backend:8080'",
                "run --no | 2 | usage: java -jar smart.jar run [-h]",
                "run -h   | 0 | usage: java -jar smart.jar run [-h]"
            })
    void whoTypesTooLittleSeesTheUsage(String arguments, int code, String said) throws Exception {
        String[] words = arguments.isEmpty() ? new String[0] : arguments.split(" ");
        try (SmartProcess smart = SmartProcess.start(folder, Map.of(), words)) {
            assertThat(smart.exitCode()).isEqualTo(code);
            assertThat(smart.out() + smart.err()).contains(said).doesNotContain("backend.url", "\tat ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ADMIN_HOST  | *            | adminHost must be an address or name of this machine",
                "ADMIN_HOST  | nope.invalid | adminHost is 'nope.invalid', which this machine can't resolve (set by ADMIN_HOST)",
                "HOST        | nope.invalid | host is 'nope.invalid', which this machine can't resolve (set by HOST)",
                "HOST        | 192.0.2.1    | host: can't listen on 192.0.2.1:"
            })
    void anAddressThatIsNotThisMachinesIsNamedWithItsKey(String variable, String value, String said) throws Exception {
        EndedCommand start = EndedCommand.run(variables(variable, value), "server");
        assertThat(start.exitCode()).isOne();
        assertThat(start.err().lines()).singleElement().asString().contains(said);
    }

    @ParameterizedTest
    @CsvSource({
        "REMOTE_URL, '', backend.url",
        "REMOTE_URL, nonsense, REMOTE_URL",
        "REQUESTS_LIMIT, 0, REQUESTS_LIMIT",
        "REQUEST_TIMEOUT, abc, REQUEST_TIMEOUT",
        "WARM_UP, 2m, WARM_UP",
        "ERROR_LOG, /missing/backend_errors.log, errorLog.file",
        "PORT_NUMBER, taken, (set by PORT_NUMBER)"
    })
    void aBadSettingStopsTheStartWithOneLine(String variable, String value, String said) throws Exception {
        String set = value.equals("taken") ? String.valueOf(backend.port()) : value;
        EndedCommand start = EndedCommand.run(variables(variable, set), "server");
        assertThat(start.exitCode()).isOne();
        assertThat(start.err().lines())
                .singleElement()
                .asString()
                .startsWith("smart: ")
                .contains(said);
    }

    @Test
    void anAddressOfVersion6OnAJvmWithoutItIsNamedWithItsKey() throws Exception {
        List<String> options = List.of("-Djava.net.preferIPv4Stack=true");
        try (SmartProcess smart = SmartProcess.startWith(options, folder, variables("ADMIN_HOST", "::1"), "server")) {
            assertThat(smart.exitCode()).isOne();
            assertThat(smart.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("smart: adminHost: can't listen on ")
                    .endsWith(": this machine or JVM has no IPv6 (set by ADMIN_HOST)");
        }
    }

    @Test
    void aCheckReadsTheStoresOfTheClientToo() throws Exception {
        Path file = Files.writeString(
                folder.resolve("tls.yml"),
                "jerseyClient:\n  tls:\n    trustStorePath: /nope\n    trustStorePassword: x\n");
        EndedCommand check = EndedCommand.run(variables("HOST", "127.0.0.1"), "check", file.toString());
        assertThat(check.exitCode()).isOne();
        assertThat(check.err()).startsWith("smart: jerseyClient.tls.trustStorePath: can't read /nope");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--port 800O   | smart: ports is '800O', must be one or more whole numbers, separated by commas (set by --port)",
                "--timeout abc | smart: backend.timeout is 'abc', must be a duration, such as 10s or 500ms (set by --timeout)",
                "--port taken  | smart: ports: can't listen on 0.0.0.0:taken: Address already in use (set by --port)"
            })
    void aBadOptionIsNamed(String option, String said) throws Exception {
        String port = String.valueOf(backend.port());
        List<String> words = new ArrayList<>(List.of("run"));
        words.addAll(List.of(option.replace("taken", port).split(" ")));
        words.add(backend.url().toString());
        EndedCommand run = EndedCommand.run(variables("HOST", "0.0.0.0"), words.toArray(String[]::new));
        assertThat(run.exitCode()).isOne();
        assertThat(run.err().lines()).containsExactly(said.replace("taken", port));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aStartIsThreeLinesAndAHangUpIsIgnored() throws Exception {
        try (SmartProcess smart = SmartProcess.start(folder, variables(), "server")) {
            smart.ports("application");
            Await.until("ready", () -> smart.out().contains("ready after "));
            assertThat(smart.out().lines()).hasSize(3);
            assertThat(smart.out())
                    .containsPattern("Smart \\S+: backend " + backend.url() + "/?, limit 100, timeout 10s\n");
            assertThat(smart.err()).isEmpty();

            try (RawCaller caller = new RawCaller(smart.url("/"))) {
                caller.send("GET /api/smart HTTP/1.1\r\nHost: a, b\r\n\r\n");
                assertThat(caller.read().status())
                        .as("what anybody can send is not logged")
                        .isEqualTo(400);
            }

            hangUp(smart);
            Await.until("ignored", () -> isIgnoredForAll() || smart.out().contains("SIGHUP is ignored"));
            assertThat(get(smart.adminUrl("/ping")).statusCode()).isEqualTo(200);
            assertThat(smart.out().lines()).hasSize(isIgnoredForAll() ? 3 : 4);

            hangUp(smart);
            smart.terminate();
            assertThat(smart.exitCode()).as("that of SIGTERM, not of SIGHUP").isEqualTo(128 + 15);
            assertThat(smart.out().split("SIGHUP is ignored", -1)).hasSize(isIgnoredForAll() ? 1 : 2);
        }
    }

    private static void hangUp(SmartProcess smart) throws Exception {
        assertThat(new ProcessBuilder("kill", "-HUP", String.valueOf(smart.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    /** Whoever runs the tests may have it ignored, as nohup does: then the JVM never sees it. */
    private static boolean isIgnoredForAll() throws IOException {
        String ignored = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElseThrow();
        return (Long.parseUnsignedLong(ignored.substring("SigIgn:".length()).strip(), 16) & 1) != 0;
    }

    @Test
    void debugTellsOfEachCallAndOfNoField() throws Exception {
        backend.reply(Reply.json("{\"time\": 1}"));
        try (SmartProcess smart = SmartProcess.start(folder, variables("LOG_LEVEL", "DEBUG"), "server")) {
            HttpRequest call = HttpRequest.newBuilder(smart.url(SmartService.PATH + "?key=S3CRET"))
                    .header("X-Request-Id", "one-1")
                    .header("Authorization", "S3CRET")
                    .build();
            assertThat(CLIENT.send(call, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
            Pattern line = Pattern.compile("DEBUG .*request one-1: success status=200 attempts=1 ms=\\d+\n");
            Await.until("a line", () -> line.matcher(smart.out()).find());
            assertThat(smart.out()).doesNotContain("S3CRET");
        }
    }

    @Test
    void aNameWithUnderscoresIsABackend() throws Exception {
        backend.reply(Reply.json("{\"time\": 1}"));
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 my_backend localhost\n");
        Map<String, String> variables = variables("REMOTE_URL", "http://my_backend:" + backend.port() + "/é?x=ä");
        try (SmartProcess smart = SmartProcess.startWith(
                List.of("-Djdk.net.hosts.file=" + hosts, "-Dsun.jnu.encoding=UTF-8"), folder, variables, "server")) {
            assertThat(get(smart.url(SmartService.PATH + "?y=1")).statusCode()).isEqualTo(200);
            assertThat(backend.requests())
                    .singleElement()
                    .asString()
                    .contains("GET /%C3%A9?x=%C3%A4&y=1 HTTP/1.1")
                    .containsIgnoringCase("Host: my_backend:" + backend.port());
        }
    }

    @Test
    void theAdminPortSpeaksOfItself() throws Exception {
        try (SmartService smart = SmartService.inFrontOf(backend.url()).started()) {
            HttpResponse<String> response = smart.admin("GET", "/nothing");
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.body()).contains("admin port", "/healthcheck").doesNotContain("/api/smart");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void notesOnStdoutAreReadFromMemory() throws Exception {
        backend.reply(Reply.bytes("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n"));
        try (SmartProcess smart = SmartProcess.start(folder, variables("ERROR_LOG", "/dev/stdout"), "server")) {
            assertThat(get(smart.url(SmartService.PATH)).statusCode()).isEqualTo(500);
            Await.until("a note on stdout", () -> smart.out().contains(" kind=status status=500 "));
            assertThat(get(smart.adminUrl("/console/errors")).body()).contains("kind=status");
            HttpResponse<String> download = get(smart.adminUrl("/console/errors/download"));
            assertThat(download.statusCode()).isEqualTo(404);
            assertThat(download.body()).contains("/dev/stdout is a pipe or a device, not a file");
            smart.terminate();
            assertThat(smart.exitCode()).isIn(0, 143);
        }
    }

    @Test
    void anErrorLogThatCantBeWrittenLeavesTheServiceReady() throws Exception {
        try (SmartProcess smart = SmartProcess.start(folder, variables(), "server")) {
            smart.ports("application");
            Files.delete(folder.resolve("backend_errors.log"));
            Files.createDirectory(folder.resolve("backend_errors.log"));
            backend.reply(Reply.bytes("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n"));
            assertThat(get(smart.url(SmartService.PATH)).statusCode()).isEqualTo(500);
            Await.until(
                    "the check fails",
                    () -> get(smart.adminUrl("/healthcheck")).body().contains("it is a folder"));
            assertThat(get(smart.url("/health-check?type=ready")).statusCode()).isEqualTo(200);
        }
    }
}

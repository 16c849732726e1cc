package smart.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smart.testkit.Ports;

/** {@code bin/run}, with the jars, as {@code make run} starts it. */
final class RunScriptIT {
    private static final List<String> PORTS = List.of("PORT_NUMBER", "ADMIN_PORT", "MOCK_PORT", "MOCK_ADMIN_PORT");

    @TempDir
    private Path folder;

    private final Map<String, String> variables = new LinkedHashMap<>();
    private Process process;
    private BufferedReader output;

    @BeforeEach
    void choosePorts() {
        variables.clear();
        List<Integer> free = Ports.unused(PORTS.size());
        for (int i = 0; i < free.size(); i++) {
            variables.put(PORTS.get(i), String.valueOf(free.get(i)));
        }
    }

    @AfterEach
    void end() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
    }

    @Test
    void itServesOnThePortsThatItWasGivenAndEndsWithBoth() throws Exception {
        String said = serve(Map.of("REMOTE_URL", "http://backend.example:8080", "ADMIN_HOST", "127.0.0.2"));

        assertThat(said)
                .contains("REMOTE_URL=http://backend.example:8080 is not used")
                .contains("http://localhost:" + variables.get("PORT_NUMBER") + "/api/smart")
                .contains("http://127.0.0.2:" + variables.get("ADMIN_PORT") + "/")
                .contains("http://localhost:" + variables.get("MOCK_PORT") + "/");
        assertThat(get("MOCK_PORT", "/setscenario", "[[\"{\\\"a\\\": 1}\", 200, 0]]"))
                .isEqualTo("OK");
        assertThat(get("PORT_NUMBER", "/api/smart", "")).isEqualTo("{\"a\": 1}");
        assertThat(get("127.0.0.2", "ADMIN_PORT", "/ping", "").strip()).isEqualTo("pong");

        process.destroy();

        assertThat(process.waitFor()).as("as a shell says it for SIGTERM").isEqualTo(143);
        assertThat(variables.keySet())
                .filteredOn(PORTS::contains)
                .allSatisfy(name -> assertThat(refuses(name)).as(name).isTrue());
    }

    @ParameterizedTest
    @CsvSource({"PORT_NUMBER, '0,8000'", "ADMIN_PORT, 0", "MOCK_PORT, 65536", "MOCK_ADMIN_PORT, http"})
    void whatIsNoPortIsOneLineAtOnce(String name, String value) throws Exception {
        variables.put(name, value);
        start();
        String said = readTo("end of output");

        assertThat(said)
                .startsWith("make run: " + name + "=" + value.replaceFirst(",.*", "") + " is not a port for the ")
                .endsWith(": a port is from 1 to 65535\n")
                .hasLineCount(1);
        assertThat(process.waitFor()).isEqualTo(1);
    }

    @Test
    void aPortThatIsTakenIsNamedWithItsVariableAndNothingIsStarted() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            variables.put("MOCK_PORT", String.valueOf(taken.getLocalPort()));
            start();
            String said = readTo("end of output");

            assertThat(said)
                    .startsWith("make run: port " + taken.getLocalPort() + ", for the mock, is taken by ")
                    .endsWith("choose another port with MOCK_PORT=...\n");
            if (Project.command("lsof").or(() -> Project.command("ss")).isPresent()) {
                assertThat(said).contains("pid " + ProcessHandle.current().pid() + ", java");
            }
            assertThat(process.waitFor()).isEqualTo(1);
        }
    }

    @Test
    void whereOneOfTheTwoEndsTheOtherDoesNotStay() throws Exception {
        serve(Map.of());

        ProcessHandle mock = process.children()
                .filter(child ->
                        String.join(" ", child.info().arguments().orElseThrow()).contains("smart-mock.jar"))
                .findFirst()
                .orElseThrow();
        mock.destroyForcibly();

        assertThat(readTo("end of output")).contains("make run: the mock has ended");
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(refuses("PORT_NUMBER")).isTrue();
    }

    /** Starts it, and again with other ports where another program took one meanwhile. */
    private String serve(Map<String, String> more) throws Exception {
        for (int attempt = 1; ; attempt++) {
            variables.putAll(more);
            start();
            String said = readTo("Ctrl-C stops both.");
            if (said.contains("Ctrl-C stops both.")) {
                return said;
            }
            assertThat(said).as("attempt " + attempt).containsPattern("is taken by|in use");
            assertThat(attempt).as(said).isLessThan(5);
            end();
            choosePorts();
        }
    }

    private void start() throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(Project.ROOT.resolve("bin/run").toString()).redirectErrorStream(true);
        builder.environment().putAll(variables);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("ERROR_LOG", folder.resolve("errors.log").toString());
        builder.environment().put("WARM_UP", "0s");
        builder.environment().put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1"); // starts with less work
        process = builder.start();
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    /** What it says, to the line with that text, or to its end. */
    private String readTo(String text) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            if (line.contains(text)) {
                break;
            }
        }
        return said.toString();
    }

    private String get(String port, String path, String post) throws Exception {
        return get("127.0.0.1", port, path, post);
    }

    private String get(String host, String port, String path, String post) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://" + host + ":" + variables.get(port) + path));
        if (!post.isEmpty()) {
            request.POST(HttpRequest.BodyPublishers.ofString(post));
        }
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.ofString())
                .body();
    }

    private boolean refuses(String port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(variables.get(port)))) {
            return !socket.isConnected();
        } catch (ConnectException e) {
            return true;
        }
    }
}

package smart.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** What the suite runs against: a service in front of a mock. */
final class Deployment {
    private static final String USAGE =
            "TEST_URL=http://localhost:8000 REMOTE_URL=http://localhost:8080 make test-live";
    private static final String OWN_LIMIT = "40";

    private final URI service;
    private final Mock mock;
    private final Optional<URI> admin;
    private final Deque<AutoCloseable> owned = new ArrayDeque<>();

    private Deployment(URI service, Mock mock, Optional<URI> admin) {
        this.service = service;
        this.mock = mock;
        this.admin = admin;
    }

    /** With {@code -Dlive}, the one that the environment names; else one that is started from the jars. */
    static Deployment find() throws Exception {
        return Boolean.getBoolean("smart.live") ? running(System.getenv()) : started();
    }

    /**
     * One that is running already.
     *
     * @param variables {@code TEST_URL} is the service, {@code REMOTE_URL} the mock behind it, both as seen from here;
     *     {@code ADMIN_URL}, the service's admin port, may be missing
     * @throws Refused where something is missing, the backend is no mock, or the service stands in front of another one
     */
    static Deployment running(Map<String, String> variables) throws IOException, InterruptedException {
        Deployment deployment = new Deployment(
                url(variables, "TEST_URL").orElseThrow(() -> missing("TEST_URL")),
                new Mock(url(variables, "REMOTE_URL").orElseThrow(() -> missing("REMOTE_URL"))),
                url(variables, "ADMIN_URL"));
        deployment.mock.require();
        deployment.requireInFrontOfMock();
        return deployment;
    }

    private static Refused missing(String name) {
        return new Refused(name + " is not set. Say: " + USAGE);
    }

    private static Optional<URI> url(Map<String, String> variables, String name) {
        String value = variables.getOrDefault(name, "");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!value.matches("https?://[^/?#]+/?")) {
            throw new Refused(name + " must be http(s)://HOST:PORT, not " + value);
        }
        return Optional.of(URI.create(value));
    }

    private void requireInFrontOfMock() throws IOException, InterruptedException {
        String mark = "{\"mark\": " + System.nanoTime() + "}";
        mock.plays(Mock.entry(mark, 200, 0));
        HttpResponse<String> answer;
        try {
            answer = Http.send(call(""));
        } catch (IOException e) {
            throw new Refused("nothing answers at TEST_URL, " + service + " (" + e + ")");
        }
        if (!answer.body().equals(mark)) {
            throw new Refused("TEST_URL, " + service + ", is not in front of REMOTE_URL, " + mock
                    + ": what the mock plays does not come through (" + answer.statusCode() + ")");
        }
    }

    private static Deployment started() throws Exception {
        Path folder = Files.createTempDirectory("smart-acceptance");
        Deque<AutoCloseable> owned = new ArrayDeque<>();
        owned.push(() -> delete(folder));
        try {
            JarProcess mock = JarProcess.start(folder, Map.of(), "smart-mock.jar", "--port", "0", "--admin-port", "0");
            owned.push(mock);
            URI remote = mock.url(Pattern.compile("^smart-mock listens on http://127\\.0\\.0\\.1:(\\d+)"));
            mock.ignoreOutput();
            JarProcess smart = JarProcess.start(
                    folder,
                    Map.of(
                            "REMOTE_URL",
                            remote.toString(),
                            "PORT_NUMBER",
                            "0",
                            "ADMIN_PORT",
                            "0",
                            "WARM_UP",
                            "0s",
                            "REQUESTS_LIMIT",
                            OWN_LIMIT),
                    "smart.jar",
                    "server");
            owned.push(smart);
            URI service = smart.url(started("application"));
            URI admin = smart.url(started("admin"));
            smart.ignoreOutput();
            Deployment deployment = new Deployment(service, new Mock(remote), Optional.of(admin));
            deployment.owned.addAll(owned);
            return deployment;
        } catch (Exception e) {
            close(owned);
            throw e;
        }
    }

    private static Pattern started(String connector) {
        return Pattern.compile(connector.equals("admin") ? "admin port on \\S+:(\\d+)" : "listening on \\S+:(\\d+),");
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    Mock mock() {
        return mock;
    }

    /** A GET of the endpoint; the query begins with a question mark, or is empty. */
    HttpRequest.Builder call(String query) {
        return request("/api/smart" + query);
    }

    /** A GET of that path on the application port. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(service.resolve(path));
    }

    /** How many calls it lets be in progress, where its admin port can be asked. */
    OptionalInt limit() throws IOException, InterruptedException {
        if (admin.isEmpty()) {
            return OptionalInt.empty();
        }
        JsonNode metrics = new ObjectMapper()
                .readTree(Http.send(HttpRequest.newBuilder(admin.get().resolve("/metrics")))
                        .body());
        return OptionalInt.of(metrics.path("gauges")
                .path("smart.in_flight_limit")
                .path("value")
                .intValue());
    }

    /** Ends the scenario, and what was started for it. */
    void end() throws Exception {
        mock.forget();
        close(owned);
    }

    private static void close(Deque<AutoCloseable> owned) throws Exception {
        for (AutoCloseable one : owned) {
            one.close();
        }
    }
}

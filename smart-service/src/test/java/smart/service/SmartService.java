package smart.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.codahale.metrics.Gauge;
import io.dropwizard.core.Application;
import io.dropwizard.testing.DropwizardTestSupport;
import io.dropwizard.testing.junit5.DropwizardAppExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Server;
import smart.service.config.source.Bundled;
import smart.service.config.source.Setting;
import smart.service.settings.SmartConfiguration;
import smart.testkit.Await;
import smart.testkit.RawBackend;
import smart.testkit.RawBackend.Reply;

/**
 * The whole service on free ports, with its error log in a folder of its own. The settings of a test count as command line,
 * so that no variable of the machine's environment changes them. A static field of this type, registered as an extension,
 * serves a test class; {@link #started()} and {@link #close()} serve a single test.
 */
public final class SmartService extends DropwizardAppExtension<SmartConfiguration> implements AutoCloseable {
    public static final String PATH = "/api/smart";

    /** The values of {@code outcome} that calls are counted by. */
    public static final List<String> OUTCOMES = List.of(
            "success",
            "backend_status",
            "backend_error",
            "timeout",
            "rejected",
            "bad_request",
            "client_gone",
            "internal");

    /** For a response; no call may take longer than the 30 s of a stop. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();

    private final Map<String, String> settings;
    private final Path folder;

    private SmartService(Map<String, String> settings, Path folder) {
        super(new Support(settings));
        this.settings = settings;
        this.folder = folder;
    }

    /** The service in front of that backend, not yet started. */
    public static SmartService inFrontOf(URI backend) {
        Path folder;
        try {
            folder = Files.createTempDirectory("smart-it");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("ports", "0");
        settings.put("warmUp", "0s");
        settings.put("adminPort", "0");
        settings.put("backend.url", backend.toString());
        settings.put("errorLog.file", folder.resolve("backend_errors.log").toString());
        settings.put("logging.level", "INFO");
        return new SmartService(settings, folder);
    }

    /** Changes a setting; before the start. */
    public SmartService with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** Starts the service. */
    public SmartService started() throws Exception {
        before();
        return this;
    }

    @Override
    public void close() {
        after();
    }

    @Override
    public void after() {
        leaveClients();
        super.after();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted((a, b) -> b.compareTo(a)).map(Path::toFile).forEach(java.io.File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tests' client keeps its connections: a stop waits a second for such, which no test needs. */
    private void leaveClients() {
        if (getEnvironment() != null && server() != null) {
            Stream.of(server().getConnectors())
                    .map(AbstractConnector.class::cast)
                    .forEach(connector -> connector.setShutdownIdleTimeout(1));
        }
    }

    /** The server of all ports. */
    public Server server() {
        return getEnvironment().getApplicationContext().getServer();
    }

    /** The callers' connections. */
    public Stream<Connection> connections() {
        return Stream.of(server().getConnectors())
                .flatMap(connector -> connector.getConnectedEndPoints().stream())
                .map(EndPoint::getConnection);
    }

    /** The application's URL with that path. */
    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + getLocalPort() + path);
    }

    /** Calls the endpoint; {@code fields} are names and values in turn. */
    public HttpResponse<byte[]> get(String query, String... fields) throws IOException, InterruptedException {
        return CLIENT.send(request(query, fields), BodyHandlers.ofByteArray());
    }

    /** Calls the endpoint without waiting. */
    public CompletableFuture<HttpResponse<byte[]>> getAsync(String query, String... fields) {
        return CLIENT.sendAsync(request(query, fields), BodyHandlers.ofByteArray());
    }

    private HttpRequest request(String query, String... fields) {
        HttpRequest.Builder request = to(url(PATH + query));
        return (fields.length == 0 ? request : request.headers(fields)).build();
    }

    private static HttpRequest.Builder to(URI url) {
        return HttpRequest.newBuilder(url).timeout(PATIENCE);
    }

    /** Sends a request without a body. */
    public HttpResponse<byte[]> send(String method, String path) throws IOException, InterruptedException {
        return CLIENT.send(to(url(path)).method(method, BodyPublishers.noBody()).build(), BodyHandlers.ofByteArray());
    }

    /** Sends a request to the admin port. */
    public HttpResponse<String> admin(String method, String path) throws IOException, InterruptedException {
        return CLIENT.send(
                to(URI.create("http://127.0.0.1:" + getAdminPort() + path))
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    /** The error log. */
    public Path errorLog() {
        return folder.resolve("backend_errors.log");
    }

    /**
     * Takes the notes that were written since the last time: all of them, since clearing the log drains what is queued.
     * It fails where one was written between the reading and the clearing.
     */
    public List<String> takeNotes(int expected) throws IOException, InterruptedException {
        Await.until(expected + " notes in the error log", () -> areWhole(Files.readString(errorLog()), expected));
        String text = Files.readString(errorLog());
        String cleared = clearNotes();
        int bytes = text.getBytes(UTF_8).length;
        if (!cleared.equals("error log cleared: " + bytes + " bytes removed\n")) {
            throw new AssertionError("read " + bytes + " bytes of notes, but: " + cleared);
        }
        return text.lines().toList();
    }

    private static boolean areWhole(String notes, int expected) {
        return notes.lines().count() >= expected && (notes.isEmpty() || notes.endsWith("\n"));
    }

    /** Drops the notes there are, however many, with those that are queued. Returns what the task says. */
    public String clearNotes() throws IOException, InterruptedException {
        return admin("POST", "/tasks/clear-error-log").body();
    }

    /** The count of a metric, such as {@code smart.requests.success}. */
    public long count(String counter) {
        return getEnvironment().metrics().counter(counter).getCount();
    }

    /** The calls in progress. */
    public int inFlight() {
        return gauge("smart.in_flight");
    }

    /** The connections to the backend that wait for a request. */
    public int idleConnections() {
        return gauge(".connections.idle");
    }

    /** The connections to the backend that serve a request. */
    public int leasedConnections() {
        return gauge(".connections.leased");
    }

    /** Leaves no idle connection to that backend, no request that it remembers, and no note. */
    public void forgetConnections(RawBackend backend) throws IOException, InterruptedException {
        backend.reply(Reply.bytes("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}"));
        do {
            get("");
        } while (idleConnections() > 0);
        backend.forget();
        clearNotes();
    }

    private int gauge(String end) {
        Gauge<?> gauge = getEnvironment()
                .metrics()
                .getGauges((name, metric) -> name.endsWith(end))
                .values()
                .iterator()
                .next();
        return (Integer) gauge.getValue();
    }

    /** Waits until no call is in progress. */
    public void awaitIdle() {
        Await.until("no call in progress", () -> inFlight() == 0);
    }

    private static final class Support extends DropwizardTestSupport<SmartConfiguration> {
        private final Map<String, String> settings;

        Support(Map<String, String> settings) {
            super(SmartApplication.class, Bundled.PATH, null, application -> ((SmartApplication) application).serve());
            this.settings = settings;
        }

        @Override
        public Application<SmartConfiguration> newApplication() {
            SmartApplication application = new SmartApplication();
            application.commandLine(settings.entrySet().stream()
                    .map(setting -> new Setting(setting.getKey(), "the test", setting.getValue()))
                    .toList());
            return application;
        }
    }
}

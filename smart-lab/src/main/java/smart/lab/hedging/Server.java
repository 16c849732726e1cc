package smart.lab.hedging;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A jar that serves on two free ports of this machine, in its own process. It ends with this process. */
public final class Server implements AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(90);
    private static final long TRY_EVERY_MILLIS = 200;

    private final Process process;
    private final String host;
    private final int port;
    private final int adminPort;
    private final Thread atExit;

    private Server(
            List<String> command, Map<String, String> environment, Path log, String host, int port, int adminPort)
            throws IOException {
        this.host = host;
        this.port = port;
        this.adminPort = adminPort;
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        process = builder.start();
        atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** The mock, with that address and further options. */
    public static Server mock(String host, int port, List<String> options, Path log) throws IOException {
        int adminPort = freePort();
        List<String> command =
                java(List.of(), "smart-mock.jar", "--host", host, "--port", "" + port, "--admin-port", "" + adminPort);
        command.addAll(options);
        return new Server(command, Map.of(), log, host, port, adminPort);
    }

    /**
     * The service.
     *
     * @param options of its JVM
     * @param arguments after {@code server}
     */
    public static Server smart(
            URI backend,
            Map<String, String> settings,
            List<String> options,
            List<String> arguments,
            Path errorLog,
            Path log)
            throws IOException {
        int port = freePort();
        int adminPort = freePort();
        Map<String, String> environment = HedgeSetting.with(
                settings,
                Map.of(
                        "PORT_NUMBER",
                        "" + port,
                        "ADMIN_PORT",
                        "" + adminPort,
                        "REMOTE_URL",
                        backend.toString(),
                        "ERROR_LOG",
                        errorLog.toString(),
                        "LOG_LEVEL",
                        "WARN"));
        List<String> command = java(options, "smart.jar", "server");
        command.addAll(arguments);
        return new Server(command, environment, log, "127.0.0.1", port, adminPort);
    }

    /** Uses only the C1 compiler, which finishes within seconds: the experiment measures delays of the backends, not of the JVM. */
    private static List<String> java(List<String> options, String jar, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m"));
        command.addAll(options);
        command.addAll(List.of("-jar", jar));
        command.addAll(List.of(arguments));
        return command;
    }

    /** The URL of that path on its main port. */
    public URI url(String path) {
        return URI.create("http://" + host + ":" + port + path);
    }

    /**
     * Waits until it serves.
     *
     * @throws IOException if the server ends, or does not respond in time
     */
    public void awaitStart() throws IOException, InterruptedException {
        URI ping = URI.create("http://127.0.0.1:" + adminPort + "/ping");
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                if (send(ping, "GET", BodyPublishers.noBody()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // Not yet.
            }
            TimeUnit.MILLISECONDS.sleep(TRY_EVERY_MILLIS);
        }
        throw new IOException("a server did not start: see its log");
    }

    /** Sends a request to the admin port. */
    public HttpResponse<String> admin(String method, String path) throws IOException, InterruptedException {
        return send(URI.create("http://127.0.0.1:" + adminPort + path), method, BodyPublishers.noBody());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(url(path), "GET", BodyPublishers.noBody());
    }

    /** Sends a body to its main port. */
    public HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(url(path), "POST", BodyPublishers.ofString(body));
    }

    private static HttpResponse<String> send(URI uri, String method, BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(LONGEST_WAIT)
                .method(method, body)
                .build();
        // A new connection, since during the warm-up a server would close an idle one.
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request, BodyHandlers.ofString());
    }

    /** A port that nobody listens on now. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Kills the process. */
    @Override
    public void close() {
        process.destroyForcibly();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}

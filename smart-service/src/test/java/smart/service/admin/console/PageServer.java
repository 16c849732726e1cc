package smart.service.admin.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Serves the page's files and a test's data. A test may have a path fail, or wait. */
final class PageServer implements AutoCloseable {
    private static final Map<String, String> TYPES =
            Map.of("html", "text/html", "js", "text/javascript", "css", "text/css");
    private static final String JSON = "application/json";

    /** The statuses of the paths that fail. */
    final Map<String, Integer> failing = new ConcurrentHashMap<>();
    /** Where the requests wait until a test opens it. */
    final Map<String, CountDownLatch> waiting = new ConcurrentHashMap<>();
    /** The tasks that were run, with their queries, and the id of the process that they were for. */
    final List<String> ran = new CopyOnWriteArrayList<>();

    private final Data data;
    private final HttpServer server;
    private final ExecutorService requests = Executors.newCachedThreadPool(); // One that waits holds no other.

    /** What the page asks for below {@code /console/}. */
    @FunctionalInterface
    interface Data {
        byte[] json(String path, String query) throws IOException;
    }

    PageServer(Data data) {
        this.data = data;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(requests);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** Nothing fails or waits any more, and no task was run. */
    void reset() {
        failing.clear();
        waiting.values().forEach(CountDownLatch::countDown);
        waiting.clear();
        ran.clear();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        CountDownLatch gate = waiting.get(path);
        if (gate != null) {
            awaitOpen(gate);
        }
        Integer failure = failing.get(path);
        if (failure != null) {
            fail(exchange, failure);
        } else if (path.startsWith("/tasks/")) {
            ran.add(exchange.getRequestURI() + " for "
                    + exchange.getRequestHeaders().getFirst("Smart-Service-Id"));
            send(exchange, 200, "text/plain", "done\n".getBytes(UTF_8));
        } else {
            String type = path.equals("/") ? "text/html" : TYPES.get(path.substring(path.lastIndexOf('.') + 1));
            byte[] body =
                    type == null ? data.json(path, exchange.getRequestURI().getQuery()) : file(path);
            send(exchange, 200, type == null ? JSON : type, body);
        }
    }

    private static void fail(HttpExchange exchange, int status) throws IOException {
        if (status == 302) {
            exchange.getResponseHeaders().add("Location", "/sign-in");
        }
        send(exchange, status, "text/html", "<h1>Not this way</h1>".getBytes(UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.getResponseHeaders().add("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void awaitOpen(CountDownLatch gate) {
        try {
            gate.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] file(String path) throws IOException {
        String resource = path.startsWith("/uplot/")
                ? "/META-INF/resources/webjars/uplot/1.6.30/dist" + path.substring("/uplot".length())
                : "/smart/service/admin/console/page"
                        + (path.equals("/") ? "/index.html" : path.substring("/console".length()));
        try (InputStream file = PageServer.class.getResourceAsStream(resource)) {
            return file == null ? new byte[0] : file.readAllBytes();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        requests.shutdownNow();
    }
}

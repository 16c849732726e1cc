package smart.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What arrives at a server when more than one request is sent, when they are traced, and when each has its own connection. */
class ManyRequestsIT {
    private record Seen(String line, String body, List<String> traceparent, int port) {}

    @TempDir
    private Path folder;

    private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private Bench bench;

    @BeforeEach
    void start() throws Exception {
        bench = new Bench(folder);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            seen.add(new Seen(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                    body,
                    exchange.getRequestHeaders().getOrDefault("traceparent", List.of()),
                    exchange.getRemoteAddress().getPort()));
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(200, head ? -1 : 2);
            if (!head) {
                exchange.getResponseBody().write(new byte[] {'{', '}'});
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    @Test
    void theRequestsOfAFileAreSentInTurn() throws Exception {
        Files.writeString(folder.resolve("order.json"), "{\"n\":1}");
        Path file = Files.writeString(folder.resolve("urls"), "GET /a?x=1\nPOST /b order.json\nHEAD /c\n");
        bench.run("--urls", file.toString(), "--levels", "1", "--req", "9", "--warmup", "0", url());
        assertThat(bench.level(0).get("succeeded").asInt()).as(bench.err()).isEqualTo(9);
        assertThat(seen).extracting(Seen::line).startsWith("GET /a?x=1", "POST /b", "HEAD /c", "GET /a?x=1");
        assertThat(seen)
                .filteredOn(each -> each.line.equals("POST /b"))
                .hasSize(3)
                .allMatch(each -> each.body.equals("{\"n\":1}"));
    }

    @Test
    void shuffledEachOfThemComesInNoOrder() throws Exception {
        Path file = Files.writeString(folder.resolve("urls"), "GET /a\nGET /b\n");
        bench.run("--urls", file.toString(), "--shuffle", "--levels", "1", "--req", "64", "--warmup", "0", url());
        List<String> lines = seen.stream().map(Seen::line).toList();
        assertThat(lines).hasSize(64).contains("GET /a", "GET /b");
        // In turn they would alternate; by chance 64 in a row alternate once in 10^19 runs.
        assertThat(lines).anySatisfy(line -> assertThat(String.join(",", lines)).contains(line + "," + line));
    }

    @Test
    void theReportNamesTheTraceOfTheSlowestRequest() throws Exception {
        bench.run("--trace", "--levels", "2", "--req", "20", "--warmup", "0", url());
        List<String> traces = seen.stream()
                .map(each -> each.traceparent.get(0))
                .map(each -> each.substring(3, 35))
                .toList();
        String slowest = bench.level(0).get("slowestTrace").asText();
        assertThat(traces).hasSize(20).doesNotHaveDuplicates().contains(slowest);
        assertThat(bench.out()).contains("slowest: trace " + slowest);
        assertThat(Files.readString(folder.resolve("report.html"))).contains(slowest);
        assertThat(Files.readString(folder.resolve("report.csv"))).contains(slowest);
    }

    @Test
    void askedToCloseEachRequestHasAConnectionOfItsOwn() throws Exception {
        bench.run("--header", "Connection: close", "--levels", "1", "--req", "20", "--warmup", "0", url());
        assertThat(bench.level(0).get("succeeded").asInt()).isEqualTo(20);
        assertThat(seen.stream().map(Seen::port).distinct()).hasSize(20);
    }
}

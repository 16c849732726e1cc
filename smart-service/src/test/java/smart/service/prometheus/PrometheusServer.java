package smart.service.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import smart.testkit.Await;
import smart.testkit.Ports;

/** A real {@code prometheus}, which must be on the path, on a free port of loopback, with its data in a folder. */
final class PrometheusServer implements AutoCloseable {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(30)).build();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final int port;
    private final Process process;

    /** Starts it; it reads {@code target} every second, under the job {@code smart}. */
    PrometheusServer(Path folder, String target, Path rules) throws IOException {
        port = Ports.unused();
        Path configuration = folder.resolve("prometheus.yml");
        Files.writeString(
                configuration,
                """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: ["%s"]
                scrape_configs:
                  - job_name: smart
                    metrics_path: /prometheus
                    static_configs: [{targets: ["%s"]}]
                """
                        .formatted(rules, target));
        process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
    }

    /** Waits until the query has a result other than none. */
    JsonNode await(String query) {
        JsonNode[] result = new JsonNode[1];
        Await.until("a result of " + query, () -> {
            try {
                result[0] = query(query);
                return !result[0].isEmpty();
            } catch (IOException e) {
                return false; // It is still starting.
            }
        });
        return result[0];
    }

    /**
     * What the query says now.
     *
     * @throws IllegalArgumentException where it can't be parsed
     */
    JsonNode query(String query) throws IOException {
        JsonNode answer = get("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        if (!answer.path("status").asText().equals("success")) {
            throw new IllegalArgumentException(
                    query + ": " + answer.path("error").asText());
        }
        return answer.at("/data/result");
    }

    private JsonNode get(String path) throws IOException {
        try {
            HttpResponse<String> response = CLIENT.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .timeout(Duration.ofSeconds(30))
                            .build(),
                    BodyHandlers.ofString());
            if (response.statusCode() == 503) {
                throw new IOException("not yet ready");
            }
            return MAPPER.readTree(response.body());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }
}

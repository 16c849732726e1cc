package smart.bench.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/**
 * The mock's scenario: entries with the same body and status, and the delays in turn, again and again. It never runs
 * out, whatever else sends requests to the mock: the hedging of a service, a health check.
 *
 * @param mock the mock's URL; only scheme, host and port count
 * @param body the response's body
 * @param status the response's status
 * @param delaysMs its delay in milliseconds, one or more
 */
public record MockScenario(URI mock, String body, int status, List<Integer> delaysMs) {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** Copies the list. */
    public MockScenario {
        delaysMs = List.copyOf(delaysMs);
    }

    /**
     * Sends the entries to the mock.
     *
     * @throws IOException if the mock does not accept them; the message is for users
     */
    public void set() throws IOException, InterruptedException {
        URI uri = mock.resolve("/setscenario");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json(), UTF_8))
                .build();
        HttpResponse<String> response;
        try {
            response = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException("can't set the scenario at " + uri + ": is the mock running there? (--mock)", e);
        }
        String answer = response.body().strip();
        if (response.statusCode() != 200 || !answer.equals("OK")) {
            throw new IOException("can't set the scenario: " + uri + " answered " + response.statusCode()
                    + (answer.isEmpty() || answer.startsWith("<") || answer.length() > 200 ? "" : " (" + answer + ")")
                    + "; is it smart-mock?");
        }
    }

    private String json() {
        ObjectNode scenario = new ObjectMapper().createObjectNode();
        ArrayNode entries = scenario.putArray("entries");
        for (int delay : delaysMs) {
            entries.addArray().add(body).add(status).add(delay);
        }
        return scenario.put("then", "repeat").toString();
    }
}

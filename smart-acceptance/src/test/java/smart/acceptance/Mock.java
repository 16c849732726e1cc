package smart.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** The mock behind the service, steered over HTTP. Every scenario empties its journal. */
final class Mock {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private final URI url;

    Mock(URI url) {
        this.url = url;
    }

    /** One entry of a scenario; an object, so that it can have header fields too. */
    static JsonNode entry(String body, int status, int delayMillis) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("body", body)
                .put("status", status)
                .put("delay", delayMillis);
    }

    static JsonNode fault(String name) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("body", "{\"time\": 1}")
                .put("fault", name);
    }

    /** Plays the entries one after the other, and the last one for ever. */
    void plays(JsonNode... entries) throws IOException, InterruptedException {
        ArrayNode all = JsonNodeFactory.instance.arrayNode().addAll(List.of(entries));
        JsonNode scenario =
                JsonNodeFactory.instance.objectNode().put("then", "last").set("entries", all);
        HttpResponse<String> answer = send("POST", "/setscenario", scenario.toString());
        if (answer.statusCode() != 200) {
            throw new IOException("setscenario: " + answer.statusCode() + " " + answer.body());
        }
    }

    /** Ends the scenario: random replies again. */
    void forget() throws IOException, InterruptedException {
        send("DELETE", "/scenario", "");
    }

    /** What arrived since the scenario was set, oldest first. */
    List<JsonNode> journal() throws IOException, InterruptedException {
        JsonNode journal =
                JSON.readTree(send("GET", "/requests?detail=true", "").body());
        return StreamSupport.stream(journal.spliterator(), false).toList();
    }

    /** The journal, once it is as wanted; fails after 30 s. */
    List<JsonNode> await(Predicate<List<JsonNode>> wanted) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (true) {
            List<JsonNode> journal = journal();
            if (wanted.test(journal)) {
                return journal;
            }
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new AssertionError("after 30 s the mock's journal is " + journal);
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    /**
     * Makes sure that this is a mock, by what only reads.
     *
     * @throws Refused saying why it isn't one
     */
    void require() throws InterruptedException {
        HttpResponse<String> answer;
        try {
            answer = send("GET", "/scenario", "");
        } catch (IOException e) {
            throw new Refused("nothing answers at REMOTE_URL, " + url + " (" + e + ")");
        }
        if (answer.statusCode() != 200 || !isState(answer.body())) {
            throw new Refused("REMOTE_URL, " + url + ", is not smart-mock: GET /scenario is answered with "
                    + answer.statusCode() + ", and not with the state of a scenario");
        }
    }

    private static boolean isState(String body) {
        try {
            JsonNode state = JSON.readTree(body);
            return state.has("entries")
                    && state.has("left")
                    && state.path("outcomes").has("aborted");
        } catch (IOException e) {
            return false;
        }
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        return Http.send(HttpRequest.newBuilder(url.resolve(path)).method(method, BodyPublishers.ofString(body)));
    }

    @Override
    public String toString() {
        return url.toString();
    }
}

package smart.service.admin.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smart.mock.MockBackend;
import smart.mock.reply.Reply;
import smart.service.Fixtures;
import smart.service.SmartProcess;
import smart.testkit.Await;
import smart.testkit.RefusingPort;

/** The console of one of three replicas, which are processes of their own, and of one that is gone. */
class PeersIT {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @Test
    void oneConsoleShowsAllThreeAndSaysWhichDoesNotAnswer() throws Exception {
        try (MockBackend backend = MockBackend.start();
                SmartProcess second = start("second", backend, List.of());
                SmartProcess third = start("third", backend, List.of());
                RefusingPort gone = new RefusingPort()) {
            backend.always(Reply.ok("{}"));
            List<Integer> others = List.of(port(second), port(third), gone.number());
            try (SmartProcess first = start("first", backend, others)) {
                URI console = URI.create("http://127.0.0.1:" + port(first) + "/");
                Await.until(
                        "all were asked",
                        () -> get(console).size() == 3
                                && get(console).get(0).at("/state").isTextual());
                post("http://127.0.0.1:" + port(third) + "/tasks/drain");
                AtomicReference<JsonNode> seen = new AtomicReference<>();
                Await.until("one is ready, one drains, and one is gone", () -> {
                    seen.set(get(console));
                    return ready(seen.get().get(0))
                            && !ready(seen.get().get(1))
                            && seen.get().get(1).at("/state").asText().equals("Draining")
                            && seen.get().get(2).at("/problem").asText().equals("connection refused");
                });

                JsonNode peers = seen.get();
                assertThat(peers.get(0).at("/limit").asInt()).isEqualTo(100);
                assertThat(peers.get(0).at("/version").asText()).isNotEmpty();
                assertThat(peers.get(0).at("/self").asBoolean()).isFalse();

                Browser browser = Browser.shared();
                browser.window(1280, 900, false);
                browser.open(console);
                browser.awaitText("#peers-rows", "Draining");
                browser.awaitText("#peers-rows", "does not respond: connection refused");
                browser.awaitText("#peers-sum", "1 of 3 ready");
                browser.click("[data-peer='127.0.0.1:" + port(third) + "'] a");
                browser.awaitText("#state-title", "Draining"); // Its own console.
            }
        }
    }

    private static boolean ready(JsonNode peer) {
        return peer.at("/ready").asBoolean();
    }

    private SmartProcess start(String name, MockBackend backend, List<Integer> peers) throws Exception {
        Map<String, String> variables = new HashMap<>(Map.of(
                "PORT_NUMBER",
                "0",
                "ADMIN_PORT",
                "0",
                "WARM_UP",
                "0s",
                "REMOTE_URL",
                backend.url().toString()));
        if (!peers.isEmpty()) {
            variables.put(
                    "ADMIN_PEERS",
                    peers.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(",")));
        }
        return SmartProcess.start(Files.createDirectory(folder.resolve(name)), variables, "server");
    }

    private static int port(SmartProcess process) throws Exception {
        return process.ports("admin").get(0);
    }

    private static JsonNode get(URI console) throws IOException, InterruptedException {
        String body = CLIENT.send(
                        HttpRequest.newBuilder(console.resolve("/console/peers"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        return Fixtures.parse(body.getBytes(UTF_8));
    }

    private static void post(String url) throws IOException, InterruptedException {
        CLIENT.send(
                HttpRequest.newBuilder(URI.create(url))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.discarding());
    }
}

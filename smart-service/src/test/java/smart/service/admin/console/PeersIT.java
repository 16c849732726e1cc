package smart.service.admin.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import smart.mock.MockBackend;
import smart.mock.reply.Reply;
import smart.service.Fixtures;
import smart.service.SmartService;
import smart.testkit.Await;
import smart.testkit.RefusingPort;

/** The console of one of three replicas, and of one that is gone. */
class PeersIT {
    @Test
    void oneConsoleShowsAllThreeAndSaysWhichDoesNotAnswer() throws Exception {
        try (MockBackend backend = MockBackend.start();
                SmartService second = SmartService.inFrontOf(backend.url()).started();
                SmartService third = SmartService.inFrontOf(backend.url()).started();
                RefusingPort gone = new RefusingPort()) {
            backend.always(Reply.ok("{}"));
            String others = Stream.of(second.getAdminPort(), third.getAdminPort(), gone.number())
                    .map(port -> "127.0.0.1:" + port)
                    .collect(Collectors.joining(","));
            try (SmartService first = SmartService.inFrontOf(backend.url())
                    .with("adminPeers", others)
                    .started()) {
                URI console = URI.create("http://127.0.0.1:" + first.getAdminPort() + "/");
                Await.until(
                        "all were asked",
                        () -> peers(first).size() == 3
                                && peers(first).get(0).at("/state").isTextual());
                third.admin("POST", "/tasks/drain");
                AtomicReference<JsonNode> seen = new AtomicReference<>();
                Await.until("one is ready, one drains, and one is gone", () -> {
                    seen.set(peers(first));
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
                browser.click("[data-peer='127.0.0.1:" + third.getAdminPort() + "'] a");
                browser.awaitText("#state-title", "Draining"); // Its own console.
            }
        }
    }

    private static boolean ready(JsonNode peer) {
        return peer.at("/ready").asBoolean();
    }

    private static JsonNode peers(SmartService replica) throws IOException, InterruptedException {
        return Fixtures.parse(replica.admin("GET", "/console/peers").body().getBytes(UTF_8));
    }
}

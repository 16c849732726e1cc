package smart.service.backend.client.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import smart.service.SmartService;
import smart.testkit.Await;
import smart.testkit.RawBackend;
import smart.testkit.RawBackend.Reply;
import smart.testkit.RawCaller;

/** The keys of {@code jerseyClient} mean what Dropwizard's users expect. */
class ClientSettingsIT {
    private final RawBackend backend = RawBackend.start();

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void callsGoThroughAProxy() throws Exception {
        backend.reply(Reply.json("{}"));
        try (SmartService smart = SmartService.inFrontOf(URI.create("http://backend.test:8080/base"))
                .with("jerseyClient.proxy.host", "127.0.0.1")
                .with("jerseyClient.proxy.port", String.valueOf(backend.port()))
                .started()) {
            assertThat(smart.get("?a=b").statusCode()).isEqualTo(200);

            assertThat(backend.lastRequest().target()).isEqualTo("http://backend.test:8080/base?a=b");
            assertThat(backend.lastRequest().header("Host")).containsExactly("backend.test:8080");
            assertThat(smart.admin("GET", "/healthcheck").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void userAgentStandsInForACallerThatSendsNone() throws Exception {
        backend.reply(Reply.json("{}"));
        try (SmartService smart = SmartService.inFrontOf(backend.url())
                .with("jerseyClient.userAgent", "mine/1")
                .started()) {
            assertThat(userAgent(smart)).isEqualTo("mine/1");
            assertThat(userAgent(smart, "User-Agent: caller/2")).isEqualTo("caller/2");
        }
    }

    private String userAgent(SmartService smart, String... lines) throws Exception {
        try (RawCaller caller = new RawCaller(smart.url("/"))) {
            assertThat(caller.get(SmartService.PATH, lines).read().status()).isEqualTo(200);
        }
        assertThat(backend.lastRequest().header("User-Agent")).hasSize(1);
        return backend.lastRequest().header("User-Agent").get(0);
    }

    @Test
    void keepAliveOfZeroMeansAConnectionForEachRequest() throws Exception {
        backend.reply(Reply.json("{}"));
        try (SmartService smart = SmartService.inFrontOf(backend.url())
                .with("jerseyClient.keepAlive", "0s")
                .started()) {
            for (int i = 0; i < 5; i++) {
                assertThat(smart.get("").statusCode()).isEqualTo(200);
            }
            assertThat(backend.connections()).hasSize(5);
        }
    }

    @Test
    void aConnectionIsNotUsedBeyondItsTimeToLive() throws Exception {
        backend.reply(Reply.json("{}"));
        try (SmartService smart = SmartService.inFrontOf(backend.url())
                .with("jerseyClient.timeToLive", "100ms")
                .started()) {
            Await.until("a second connection", () -> {
                assertThat(smart.getAsync("").join().statusCode()).isEqualTo(200);
                return backend.connections().size() > 1;
            });
        }
    }

    @Test
    void theBackendMayShortenTheKeepAlive() throws Exception {
        backend.reply(Reply.bytes("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}"));
        try (SmartService smart = SmartService.inFrontOf(backend.url()).started()) {
            smart.get("");
            smart.get("");
            assertThat(backend.connections()).hasSize(2);
        }
    }

    @Test
    void thePathAndQueryOfTheUrlAreKept() throws Exception {
        backend.reply(Reply.json("{}"));
        try (SmartService smart = SmartService.inFrontOf(backend.url().resolve("/v1/time%20zone?key=1%2F2"))
                .started()) {
            smart.get("");
            assertThat(backend.lastRequest().target()).isEqualTo("/v1/time%20zone?key=1%2F2");
            smart.get("?a=b&timeout=9000");
            assertThat(backend.lastRequest().target()).isEqualTo("/v1/time%20zone?key=1%2F2&a=b");
        }
    }
}

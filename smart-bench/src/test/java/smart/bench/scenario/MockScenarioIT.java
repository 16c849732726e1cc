package smart.bench.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MockScenarioIT {
    private final AtomicReference<String> body = new AtomicReference<>("");
    private volatile int status = 200;
    private HttpServer mock;

    @BeforeEach
    void start() throws IOException {
        mock = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        mock.createContext("/setscenario", exchange -> {
            body.set(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            byte[] answer = (status == 200 ? "OK" : "entry 1 is wrong").getBytes(UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        mock.start();
    }

    @AfterEach
    void stop() {
        mock.stop(0);
    }

    @Test
    void theDelaysAreRepeatedSoThatOtherRequestsToTheMockUseNothingUp() throws Exception {
        scenario().set();
        JsonNode scenario = new ObjectMapper().readTree(body.get());
        assertThat(scenario.get("then").asText()).isEqualTo("repeat");
        assertThat(scenario.get("entries"))
                .extracting(JsonNode::toString)
                .containsExactly("[\"{\\\"time\\\":\\\"5%0\\\"}\",200,50]", "[\"{\\\"time\\\":\\\"5%0\\\"}\",200,70]");
    }

    @Test
    void aRefusalSaysWhatTheMockSaid() {
        status = 400;
        assertThatThrownBy(() -> scenario().set())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("answered 400 (entry 1 is wrong)");
    }

    private MockScenario scenario() {
        URI url = URI.create("http://127.0.0.1:" + mock.getAddress().getPort() + "/anything?x=1");
        return new MockScenario(url, "{\"time\":\"5%0\"}", 200, List.of(50, 70));
    }
}

package smart.service.backend.attempt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import smart.service.Fixtures;
import smart.service.SmartService;
import smart.testkit.Await;
import smart.testkit.RawBackend;
import smart.testkit.RawBackend.End;
import smart.testkit.RawBackend.Reply;

/** {@code GET /healthcheck} on the admin port. */
class BackendHealthCheckIT {
    private final RawBackend backend = RawBackend.start();
    private final SmartService smart = SmartService.inFrontOf(backend.url());

    @BeforeEach
    void start() throws Exception {
        smart.started();
    }

    @AfterEach
    void stop() {
        smart.close();
        backend.close();
    }

    @Test
    void aProbeOfAnIdleBackendNeverLooksLikeACall() throws Exception {
        JsonNode health = health(200);

        assertThat(health.at("/backend/healthy").asBoolean()).isTrue();
        assertThat(health.at("/error-log/healthy").asBoolean()).isTrue();
        assertThat(health.at("/limiter/healthy").asBoolean()).isTrue();
        // A later probe may have come, too.
        Await.until("the probe's connection", () -> !backend.connections().isEmpty());
        backend.connections().forEach(connection -> assertThat(connection.end()).isNotEqualTo(End.OURS));
        assertThat(backend.requests()).isEmpty();
    }

    @Test
    void anIdleBackendThatDoesNotListenIsUnhealthy() throws Exception {
        backend.refuse();

        JsonNode health = health(500);

        assertThat(health.at("/backend/healthy").asBoolean()).isFalse();
        assertThat(health.at("/backend/message").asText()).contains("a TCP connection fails");
        assertThat(health.at("/error-log/healthy").asBoolean()).isTrue();
    }

    @Test
    void aBackendThatFailsMostCallsIsUnhealthyUntilMostSucceed() throws Exception {
        backend.reply(Reply.bytes("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n"));
        smart.get("");
        smart.get("");
        assertThat(health(500).at("/backend/message").asText())
                .isEqualTo("2 of 2 attempts failed in the last 30 s, the last one: status");

        backend.reply(Reply.json("{}"));
        smart.get("");
        smart.get("");
        assertThat(health(200).at("/backend/message").asText()).isEqualTo("2 of 4 attempts failed in the last 30 s");
    }

    private JsonNode health(int status) throws Exception {
        HttpResponse<String> answer = smart.admin("GET", "/healthcheck");
        assertThat(answer.statusCode()).isEqualTo(status);
        return Fixtures.parse(answer.body().getBytes(UTF_8));
    }
}

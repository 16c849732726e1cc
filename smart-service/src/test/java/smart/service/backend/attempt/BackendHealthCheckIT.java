package smart.service.backend.attempt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.health.HealthCheck;
import com.fasterxml.jackson.databind.JsonNode;
import io.dropwizard.client.proxy.ProxyConfiguration;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import smart.service.Fixtures;
import smart.service.SmartService;
import smart.service.backend.Requests;
import smart.service.backend.attempt.AttemptListener.Attempt;
import smart.service.backend.attempt.AttemptListener.Result;
import smart.service.backend.client.settings.BackendClientConfiguration;
import smart.service.backend.client.settings.BackendConfiguration;
import smart.testkit.Await;
import smart.testkit.Ports;
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
        assertThat(health(200).at("/backend/message").asText())
                .isEqualTo("2 of 2 attempts failed in the last 30 s; the last failure: status; too few to judge;"
                        + " a TCP connection succeeds");
        smart.get("");
        assertThat(health(500).at("/backend/message").asText())
                .isEqualTo("3 of 3 attempts failed in the last 30 s; the last failure: status");

        backend.reply(Reply.json("{}"));
        for (int call = 0; call < 3; call++) {
            smart.get("");
        }
        assertThat(health(200).at("/backend/message").asText()).isEqualTo("3 of 6 attempts failed in the last 30 s");
    }

    /** It accepts connections, so a probe finds nothing wrong. */
    @Test
    void aBackendThatHangsUntilTheCallersLeaveIsUnhealthy() {
        RecentAttempts recent = new RecentAttempts(() -> Duration.ofSeconds(10), System::nanoTime);
        BackendHealthCheck check = new BackendHealthCheck(
                recent, new BackendConfiguration().at(backend.url()), new BackendClientConfiguration());
        for (int call = 0; call < 3; call++) {
            assertThat(check.execute().isHealthy()).isTrue();
            recent.ended(new Attempt(Requests.get("a"), Duration.ofSeconds(2).toNanos(), Result.CANCELLED, null));
        }
        assertThat(check.execute().isHealthy()).isFalse();
        assertThat(check.execute().getMessage())
                .isEqualTo("3 of 3 attempts failed in the last 30 s (the callers of 3 left after a long wait)");
    }

    @Test
    void aProxyThatIsBypassedIsNotProbed() {
        ProxyConfiguration proxy = new ProxyConfiguration("127.0.0.1", Ports.unused());
        BackendClientConfiguration client = new BackendClientConfiguration();
        client.setProxyConfiguration(proxy);
        assertThat(probe(client).isHealthy()).isFalse();
        proxy.setNonProxyHosts(List.of("127.0.0.1"));
        assertThat(probe(client).isHealthy()).isTrue();
    }

    private HealthCheck.Result probe(BackendClientConfiguration client) {
        BackendConfiguration direct = new BackendConfiguration().at(backend.url());
        return new BackendHealthCheck(new RecentAttempts(() -> Duration.ZERO, System::nanoTime), direct, client)
                .execute();
    }

    /** Then the port is the usual one of the scheme. Whether something listens there depends on the machine. */
    @Test
    void aProxyWithoutAPortIsProbedAtTheUsualOne() throws Exception {
        try (SmartService proxied = SmartService.inFrontOf(URI.create("http://backend.test"))
                .with("jerseyClient.proxy.host", "127.0.0.1")
                .started()) {
            assertThat(proxied.admin("GET", "/healthcheck").body())
                    .contains("no attempt of the last 30 s tells how the backend is; a TCP connection ")
                    .doesNotContain("port out of range");
        }
    }

    private JsonNode health(int status) throws Exception {
        HttpResponse<String> answer = smart.admin("GET", "/healthcheck");
        assertThat(answer.statusCode()).isEqualTo(status);
        return Fixtures.parse(answer.body().getBytes(UTF_8));
    }
}

package smart.service.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.health.HealthCheck;
import com.codahale.metrics.health.HealthCheckRegistry;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import smart.mock.MockBackend;
import smart.mock.reply.Fault;
import smart.mock.reply.Reply;
import smart.service.SmartService;
import smart.testkit.Await;
import smart.testkit.RawCaller;

final class HealthSetupIT {

    @Test
    void afterTheStartItIsReadyAndAliveAndNamesEveryCheckToWhoeverAsksForAll() throws Exception {
        try (MockBackend mock = MockBackend.start();
                SmartService service = SmartService.inFrontOf(mock.url()).started()) {
            assertThat(status(service, "ready")).isEqualTo(200);
            assertThat(status(service, "alive")).isEqualTo(200);
            assertThat(text(service.send("GET", "/health-check?name=all")))
                    .contains("{\"name\":\"warm-up\",\"healthy\":true,\"type\":\"READY\",\"critical\":true}")
                    .contains("{\"name\":\"drain\",\"healthy\":true,\"type\":\"READY\",\"critical\":true}")
                    .contains("{\"name\":\"limiter\",\"healthy\":true,\"type\":\"READY\",\"critical\":true}")
                    .contains("{\"name\":\"error-log\",\"healthy\":true,\"type\":\"READY\",\"critical\":false}")
                    .contains("{\"name\":\"backend\",\"healthy\":true,\"type\":\"READY\",\"critical\":false}")
                    .contains("{\"name\":\"deadlocks\",\"healthy\":true,\"type\":\"ALIVE\",\"critical\":true}");
            assertThat(service.send("HEAD", "/health-check?type=ready").statusCode())
                    .isEqualTo(200);
            assertThat(service.send("POST", "/health-check?type=ready").statusCode())
                    .isEqualTo(405);
            assertThat(mock.journal()).as("a probe is no call").isEmpty();
        }
    }

    @Test
    void theAdminPortTellsWhetherItIsAliveWhileCallersHoldAllConnections() throws Exception {
        try (MockBackend mock = MockBackend.start();
                SmartService service = SmartService.inFrontOf(mock.url())
                        .with("callers.maxConnections", "1")
                        .started();
                RawCaller holds = new RawCaller(service.url("/"));
                RawCaller waits = new RawCaller(service.url("/"))) {
            assertThat(holds.get("/health-check?type=alive").read().status()).isEqualTo(200);
            assertThat(waits.get("/health-check?type=alive").hasAnswerWithin(500))
                    .as("answered on the application port")
                    .isFalse();

            assertThat(service.admin("GET", "/health-check?type=alive").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aDrainLeavesItAliveAndADeadlockDoesNot() throws Exception {
        try (MockBackend mock = MockBackend.start();
                SmartService service = SmartService.inFrontOf(mock.url()).started()) {
            service.admin("POST", "/tasks/drain");
            Await.until("unready", () -> onAdmin(service, "ready") == 503);
            assertThat(onAdmin(service, "alive")).isEqualTo(200);

            HealthCheckRegistry checks = service.getEnvironment().healthChecks();
            checks.unregister("deadlocks");
            checks.register("deadlocks", new HealthCheck() {
                @Override
                protected Result check() {
                    return Result.unhealthy("two threads wait for each other");
                }
            });
            Await.until("dead", () -> onAdmin(service, "alive") == 503);
            assertThat(status(service, "alive")).isEqualTo(503);
        }
    }

    private static int onAdmin(SmartService service, String type) throws IOException, InterruptedException {
        return service.admin("GET", "/health-check?type=" + type).statusCode();
    }

    @Test
    void theErrorLogDecidesOnReadinessWhereThatIsAskedFor() throws Exception {
        try (MockBackend mock = MockBackend.start();
                SmartService service = SmartService.inFrontOf(mock.url())
                        .with("errorLog.requiredForReadiness", "true")
                        .started()) {
            assertThat(text(service.send("GET", "/health-check?name=all")))
                    .contains("{\"name\":\"error-log\",\"healthy\":true,\"type\":\"READY\",\"critical\":true}");
        }
    }

    @Test
    void aBackendThatIsDownLeavesUsReady() throws Exception {
        try (MockBackend mock = MockBackend.start();
                SmartService service = SmartService.inFrontOf(mock.url()).started()) {
            mock.always(Reply.fault(Fault.RESET));
            for (int call = 0; call < 3; call++) { // With fewer, it is not known.
                service.get("");
            }

            awaitCheck(service, "backend", false);
            assertThat(status(service, "ready")).isEqualTo(200);
            assertThat(metric(service, "smart_ready")).isEqualTo("1.0");
            assertThat(metric(service, "smart_healthy{check=\"backend\"}")).isEqualTo("0.0");
        }
    }

    @Test
    void aBackendThatIsDownMakesUsUnreadyWhereItIsRequired() throws Exception {
        try (MockBackend mock = MockBackend.start();
                SmartService service = SmartService.inFrontOf(mock.url())
                        .with("backend.requiredForReadiness", "true")
                        .started()) {
            mock.always(Reply.fault(Fault.RESET));
            for (int call = 0; call < 3; call++) { // With fewer, it is not known.
                service.get("");
            }

            Await.until("unready", () -> status(service, "ready") == 503);
            assertThat(status(service, "alive")).isEqualTo(200);
            assertThat(metric(service, "smart_ready")).isEqualTo("0.0");
        }
    }

    @Test
    void refusingForLongMakesUsUnready() throws Exception {
        try (MockBackend mock = MockBackend.start();
                SmartService service = SmartService.inFrontOf(mock.url())
                        .with("limit.maxInFlight", "1")
                        .with("limit.saturatedAfter", "1s")
                        .with("backend.timeout", "28s") // So long the one call is in progress.
                        .started()) {
            mock.always(Reply.of("{}", 200, 60_000));
            var held = service.getAsync("");
            Await.until("a call in progress", () -> service.inFlight() == 1);

            Await.until("unready", () -> refused(service) && status(service, "ready") == 503);

            held.cancel(true);
        }
    }

    @Test
    void anErrorLogThatWasDeletedLeavesUsReady() throws Exception {
        try (MockBackend mock = MockBackend.start();
                SmartService service = SmartService.inFrontOf(mock.url()).started()) {
            assertThat(service.errorLog().toFile().delete()).isTrue();

            assertThat(service.admin("GET", "/healthcheck").body())
                    .contains("\"error-log\":{\"healthy\":true")
                    .contains("\"drain\":{\"healthy\":true");
        }
    }

    private static boolean refused(SmartService service) {
        try {
            return service.get("").statusCode() == 503;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitCheck(SmartService service, String name, boolean healthy) {
        Await.until(name + " healthy: " + healthy, () -> {
            try {
                return text(service.send("GET", "/health-check?name=" + name)).contains("\"healthy\":" + healthy);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static int status(SmartService service, String type) {
        try {
            return service.send("GET", "/health-check?type=" + type).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String metric(SmartService service, String series) throws IOException, InterruptedException {
        return service.admin("GET", "/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .map(line -> line.substring(series.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), UTF_8);
    }
}

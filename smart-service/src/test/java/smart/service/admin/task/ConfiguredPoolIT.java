package smart.service.admin.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import smart.mock.MockBackend;
import smart.service.SmartService;

/** Where the size of the connection pool is configured, no task makes more attempts possible than it has connections. */
final class ConfiguredPoolIT {

    @Test
    void moreAttemptsThanConnectionsAreRefused() throws Exception {
        try (MockBackend mock = MockBackend.start();
                SmartService smart = SmartService.inFrontOf(mock.url())
                        .with("limit.maxInFlight", "10")
                        .with("jerseyClient.maxConnections", "20")
                        .started()) {
            assertThat(smart.admin("POST", "/tasks/set-limit?value=21").body())
                    .isEqualTo("value needs 21 connections; jerseyClient.maxConnections, or .maxConnectionsPerRoute, "
                            + "allows fewer. Change that first; it needs a restart\n");
            assertThat(smart.admin("POST", "/tasks/set-hedging?enabled=true").statusCode())
                    .as("10 calls of 3 attempts")
                    .isEqualTo(400);
            assertThat(smart.admin("POST", "/tasks/set-hedging?enabled=true&extraAttempts=1")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(smart.admin("POST", "/tasks/set-limit?value=11").body())
                    .startsWith("value needs 22 connections");
            assertThat(smart.admin("POST", "/tasks/set-limit?value=9").statusCode())
                    .isEqualTo(200);
        }
    }
}

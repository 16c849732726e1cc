package smart.lab.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import smart.bench.scenario.MockScenario;
import smart.mock.MockBackend;
import smart.mock.scenario.ScenarioState;
import smart.mock.scenario.UsedUp;

/**
 * The benchmark's scenario at the real mock, whose control port the benchmark knows by its documentation alone. Neither needs
 * the other, so that they are built at the same time: the lab, which uses both, is where they meet.
 */
class MockScenarioIT {
    private static final String BODY = "{\"time\":\"5%0\"}";
    private static final MockBackend MOCK = MockBackend.start();

    @AfterAll
    static void stop() {
        MOCK.close();
    }

    private static MockScenario scenario(Integer... delaysMs) {
        return new MockScenario(MOCK.url().resolve("/anything?x=1"), BODY, 203, List.of(delaysMs));
    }

    @Test
    void theDelaysAreRepeatedSoThatOtherRequestsToTheMockUseNothingUp() throws Exception {
        scenario(5, 7).set();

        assertThat(MOCK.state()).isEqualTo(new ScenarioState.Plain(2, 2, 0, UsedUp.REPEAT));
        for (int i = 0; i < 5; i++) {
            HttpURLConnection connection =
                    (HttpURLConnection) MOCK.url().toURL().openConnection(Proxy.NO_PROXY);
            assertThat(connection.getResponseCode()).isEqualTo(203);
            try (InputStream in = connection.getInputStream()) {
                assertThat(in.readAllBytes()).asString(UTF_8).isEqualTo(BODY);
            }
        }
        assertThat(MOCK.state()).isEqualTo(new ScenarioState.Plain(2, 0, 5, UsedUp.REPEAT));
    }

    @Test
    void aRefusalSaysWhatTheMockSaid() {
        assertThatThrownBy(() -> scenario(5, 3_600_001).set())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("answered 400 (")
                .hasMessageContaining("3600000");
    }
}

package smart.service.config.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class EnvironmentSettingsTest {
    private static Iterable<Setting> settings(Map<String, String> environment) {
        return new EnvironmentSettings(environment::get).settings();
    }

    @Test
    void readsOldAndNewNamesAndTheFirstOneCounts() {
        assertThat(settings(Map.of("REQ_TIMEOUT", "5", "REQ_LIMIT", "7")))
                .containsExactlyInAnyOrder(
                        new Setting("backend.timeout", "REQ_TIMEOUT", "5"),
                        new Setting("limit.maxInFlight", "REQ_LIMIT", "7"));
        assertThat(settings(Map.of("REQ_TIMEOUT", "5", "REQUEST_TIMEOUT", "6")))
                .containsExactly(new Setting("backend.timeout", "REQUEST_TIMEOUT", "6"));
    }

    @Test
    void takesAnEmptyVariableForNone() {
        assertThat(settings(Map.of("REMOTE_URL", "", "REQUEST_TIMEOUT", " ", "REQ_TIMEOUT", "4")))
                .containsExactly(new Setting("backend.timeout", "REQ_TIMEOUT", "4"));
    }

    @Test
    void debugMeansTheLevelUnlessALevelIsSet() {
        assertThat(settings(Map.of("DEBUG", "1"))).containsExactly(new Setting("logging.level", "DEBUG", "DEBUG"));
        assertThat(settings(Map.of("DEBUG", "0"))).isEmpty();
        assertThat(settings(Map.of("DEBUG", "1", "LOG_LEVEL", "WARN")))
                .containsExactly(new Setting("logging.level", "LOG_LEVEL", "WARN"));
    }
}

package smart.service.config.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EnvironmentSettingsTest {
    private static Iterable<Setting> settings(Map<String, String> environment) throws BadConfiguration {
        return new EnvironmentSettings(environment::get).settings();
    }

    @Test
    void readsOldAndNewNamesAndTheFirstOneCounts() throws Exception {
        assertThat(settings(Map.of("REQ_TIMEOUT", "5", "REQ_LIMIT", "7")))
                .containsExactlyInAnyOrder(
                        new Setting("backend.timeout", "REQ_TIMEOUT", "5"),
                        new Setting("limit.maxInFlight", "REQ_LIMIT", "7"));
        assertThat(settings(Map.of("REQ_TIMEOUT", "5", "REQUEST_TIMEOUT", "6")))
                .containsExactly(new Setting("backend.timeout", "REQUEST_TIMEOUT", "6"));
    }

    @Test
    void takesAnEmptyVariableForNone() throws Exception {
        assertThat(settings(Map.of("REMOTE_URL", "", "REQUEST_TIMEOUT", " ", "REQ_TIMEOUT", "4")))
                .containsExactly(new Setting("backend.timeout", "REQ_TIMEOUT", "4"));
    }

    @Test
    void debugMeansTheLevelUnlessALevelIsSet() throws Exception {
        assertThat(settings(Map.of("DEBUG", "1"))).containsExactly(new Setting("logging.level", "DEBUG", "DEBUG"));
        assertThat(settings(Map.of("DEBUG", "True"))).containsExactly(new Setting("logging.level", "DEBUG", "DEBUG"));
        for (String off : List.of("0", "false", "FALSE", "", " ")) {
            assertThat(settings(Map.of("DEBUG", off))).as("DEBUG=" + off).isEmpty();
        }
        for (String debug : List.of("1", "express:*")) {
            assertThat(settings(Map.of("DEBUG", debug, "LOG_LEVEL", "WARN")))
                    .containsExactly(new Setting("logging.level", "LOG_LEVEL", "WARN"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "on", "2", "DEBUG"})
    void anotherValueOfDebugIsRefused(String value) {
        assertThatThrownBy(() -> settings(Map.of("DEBUG", value)))
                .hasMessage("the variable DEBUG must be 1 or true (on), or 0, false or empty (off); "
                        + "it is ignored if LOG_LEVEL is set");
    }
}

package smart.service.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.configuration.ConfigurationException;
import java.io.ByteArrayInputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import smart.mock.scenario.read.ScenarioException;
import smart.mock.scenario.read.ScenarioReader;
import smart.service.LongForm;
import smart.service.Mutations;
import smart.service.config.Settings;

/** Whatever stands in a configuration or a scenario: it is read, or refused in one line. */
@LongForm
class FilesFuzzTest {
    private static final List<String> CONFIGURATIONS = List.of(
            "backend:\n  url: http://localhost:8080\n  timeout: 500ms\n",
            "limit:\n  maxInFlight: 7\n",
            "ports: 8000,8010\n",
            "ports: [0]\n",
            "server:\n  gzip:\n    enabled: true\n",
            "hedging:\n  enabled: yes\n  delay: 1s\n",
            "{}",
            "[]",
            "null",
            "&a [*a]",
            "!!java.net.URL [\"a\"]",
            "? a\n: b",
            "---\n",
            "\"\\x41\": 1",
            "errorLog: {maxFileSize: 1MiB}",
            "\t",
            "# a\n");

    private static final List<String> SCENARIOS = List.of(
            "[[\"{\\\"time\\\": 50}\", 200, 50]]",
            "[[\"a\", 0, 10], [\"b\", 500, 0, \"reset\"]]",
            "[]",
            "[[]]",
            "{\"entries\": []}",
            "[[\"a\", 200, 1e9]]",
            "[[\"a\", 200, -1]]",
            "[[1, 2, 3]]",
            "\"truncate\"",
            "null",
            "\\ud800",
            "[[\"\", 99999, 0.5]]",
            "{",
            "]",
            "{\"en\\ries\": []}",
            "[[\"a\", 200, 0, \"\\n\u0085\"]]",
            "\0\0\014\0\014\0\0\014\0\014",
            "\0\0\0[\0\0\0[\377\0\0\0");

    /** Reading a configuration takes milliseconds. */
    private static final int ROUNDS = 300;

    @Test
    void anyConfigurationIsReadOrRefusedInOneLine() {
        Mutations.of(ROUNDS, CONFIGURATIONS, input -> {
            try {
                ConfigurationFactories.with(
                                Map.of("REMOTE_URL", "http://localhost:8080"), new Settings(InstantSource.system()))
                        .build(path -> new ByteArrayInputStream(input), "a.yml");
            } catch (ConfigurationException e) {
                assertThat(e.getMessage()).startsWith("a.yml").hasLineCount(1);
            }
        });
    }

    @Test
    void anyScenarioIsReadOrRefusedInOneLine() {
        Mutations.of(SCENARIOS, input -> {
            try {
                assertThat(ScenarioReader.read(new ByteArrayInputStream(input))).isNotNull();
            } catch (ScenarioException e) {
                assertThat(e.getMessage()).isNotBlank().hasLineCount(1);
            }
        });
    }
}

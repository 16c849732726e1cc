package smart.service.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.configuration.ResourceConfigurationSourceProvider;
import io.dropwizard.util.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smart.service.config.Settings.InForce;
import smart.service.config.Settings.Source;
import smart.service.config.source.Setting;
import smart.service.settings.ConfigurationFactories;

final class SettingsTest {
    private final Settings settings = new Settings(InstantSource.fixed(Instant.EPOCH));

    private void read(Map<String, String> environment, Setting... commandLine) throws Exception {
        ConfigurationFactories.with(environment, settings, commandLine)
                .build(new ResourceConfigurationSourceProvider(), "config/small.yml");
    }

    @Test
    void eachSettingSaysWhatSetIt() throws Exception {
        read(
                Map.of("REMOTE_URL", "http://localhost:1", "REQ_LIMIT", "8", "HEDGING", "true"),
                new Setting("ports", "--port", "0"),
                new Setting("hedging.enabled", "the test", "false"));

        assertThat(settings.get("limit.rejectStatus")).hasValue(new InForce("503", Source.DEFAULT, null, null));
        assertThat(settings.get("backend.timeout")).hasValue(new InForce("500ms", Source.FILE, null, null));
        assertThat(settings.get("limit.maxInFlight")).hasValue(new InForce("8", Source.ENVIRONMENT, "REQ_LIMIT", null));
        assertThat(settings.get("ports")).hasValue(new InForce("0", Source.COMMAND_LINE, "--port", null));
        assertThat(settings.get("hedging.enabled"))
                .hasValue(new InForce("false", Source.COMMAND_LINE, "the test", null));
        assertThat(settings.get("hedging.percentile")).hasValue(new InForce("", Source.DEFAULT, null, null));
        assertThat(settings.get("no.such.key")).isEmpty();
    }

    @Test
    void aTaskCountsMost() throws Exception {
        read(Map.of("REMOTE_URL", "http://localhost:1"));

        settings.changed("limit.maxInFlight", "50");

        assertThat(settings.get("limit.maxInFlight")).hasValue(new InForce("50", Source.TASK, null, Instant.EPOCH));
    }

    @ParameterizedTest
    @CsvSource({"300 milliseconds, 300ms", "10000ms, 10s", "0ms, 0ms", "1500ms, 1500ms", "2m, 2m", "1h, 1h"})
    void durationsAreWrittenShort(String duration, String text) {
        assertThat(Settings.text(Duration.parse(duration))).isEqualTo(text);
    }
}

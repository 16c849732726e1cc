package smart.service.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import smart.service.config.Settings;
import smart.service.settings.ConfigurationFactories;

final class SettingsViewTest {
    /** Nobody sees who may change things, nor what a collector asks for; and lists of loggers and appenders are no values. */
    private static final Set<String> NOT_SHOWN = Set.of("adminUser", "adminPassword", "tracing.headers");

    private final Settings settings = new Settings(InstantSource.system());

    private List<SettingsView.Row> view(String yaml) throws Exception {
        ConfigurationFactories.with(Map.of("REMOTE_URL", "http://h:1/?key=S3CRET"), settings)
                .build(path -> new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), "a.yml");
        return SettingsView.of(settings);
    }

    @Test
    void everySettingOfTheFileIsShown() throws Exception {
        List<String> shown = view("").stream().map(SettingsView.Row::key).toList();
        JsonNode file = new ObjectMapper(new YAMLFactory()).readTree(Files.readAllBytes(Path.of("../config.yml")));
        List<String> keys = leaves("", file)
                .filter(key -> !NOT_SHOWN.contains(key))
                .filter(key -> !key.startsWith("logging.loggers.") && !key.startsWith("logging.appenders"))
                .toList();
        assertThat(keys)
                .filteredOn(key -> !shown.contains(key))
                .as(
                        "keys that are neither in SettingsView.KEYS, which the console shows, nor in NOT_SHOWN of this test")
                .isEmpty();
    }

    @Test
    void noSecretIsShown() throws Exception {
        List<SettingsView.Row> rows = view(
                """
                adminUser: ops
                adminPassword: S3CRET
                callers:
                  tls:
                    keyStorePath: a.p12
                    keyStorePassword: S3CRET
                """);
        assertThat(rows.toString()).doesNotContain("S3CRET", "ops");
        assertThat(rows)
                .filteredOn(row -> row.key().startsWith("callers.tls"))
                .extracting(SettingsView.Row::key, SettingsView.Row::value)
                .containsExactly(org.assertj.core.api.Assertions.tuple("callers.tls.keyStorePath", "a.p12"));
    }

    private static Stream<String> leaves(String prefix, JsonNode node) throws IOException {
        return node.isObject()
                ? node.properties().stream().flatMap(field -> {
                    try {
                        return leaves(
                                prefix.isEmpty() ? field.getKey() : prefix + "." + field.getKey(), field.getValue());
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                })
                : Stream.of(prefix);
    }
}

package smart.service.config.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@code docs/settings.md} is the one table of settings: it has each key of {@code config.yml}, and each variable. */
class SettingsPageTest {
    private static final Path ROOT = Path.of("..");
    /** Sections of Dropwizard's, whose keys are in its own manual. */
    private static final Set<String> DROPWIZARD = Set.of("server", "health", "logging", "metrics");

    private final String page = read("docs/settings.md");

    @Test
    void everyKeyOfTheConfigurationHasARow() throws Exception {
        List<String> keys = new ArrayList<>();
        collect("", new YAMLMapper().readTree(read("config.yml")), keys);

        assertThat(keys).contains("backend.url", "limit.maxInFlight").allSatisfy(key -> assertThat(page)
                .as(key)
                .containsPattern(key.contains(".") ? row(key) : "(?m)^\\|.*`" + key + "`.*\\|.*\\|.*\\|.*\\|$"));
    }

    @Test
    void everyVariableHasARow() {
        assertThat(EnvironmentSettings.all()).contains("REMOTE_URL").allSatisfy(name -> assertThat(page)
                .contains("`" + name + "`"));
    }

    /** A row names the whole key, or the key behind another of its section. */
    private static String row(String key) {
        int dot = key.lastIndexOf('.');
        String section = key.substring(0, dot);
        return "(?m)^\\| (`" + key + "`|`" + section + "\\.\\w+`.*`" + key.substring(dot) + "`).*\\|.*\\|.*\\|$";
    }

    private static void collect(String prefix, JsonNode section, List<String> keys) {
        section.properties().forEach(field -> {
            String key = prefix + field.getKey();
            if (DROPWIZARD.contains(key)) {
                return;
            }
            if (field.getValue().isObject()) {
                collect(key + ".", field.getValue(), keys);
            } else {
                keys.add(key);
            }
        });
    }

    private static String read(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

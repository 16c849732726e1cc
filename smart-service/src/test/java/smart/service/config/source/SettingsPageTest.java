package smart.service.config.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.validation.Valid;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import smart.service.settings.SmartConfiguration;

/**
 * Every field of the configuration classes is a key of {@code config.yml}, and every key and variable is in the table of
 * {@code docs/settings.md}.
 */
class SettingsPageTest {
    private static final Path ROOT = Path.of("..");
    /** Sections of Dropwizard's, whose keys are in its own manual. */
    private static final Set<String> DROPWIZARD = Set.of("server", "health", "logging", "metrics");

    private final String page = read("docs/settings.md");

    @Test
    void everyFieldIsAKeyOfTheFile() throws Exception {
        JsonNode file = new YAMLMapper().readTree(read("config.yml"));
        List<String> fields = new ArrayList<>();
        collect("", SmartConfiguration.class, fields);

        assertThat(fields).contains("backend.url", "limit.maxInFlight").allSatisfy(key -> assertThat(
                        file.at("/" + key.replace('.', '/')).isMissingNode())
                .as("config.yml and config-develop.yml have the key %s, with its default", key)
                .isFalse());
    }

    @Test
    void everyKeyOfTheFileHasARow() throws Exception {
        List<String> keys = new ArrayList<>();
        collect("", new YAMLMapper().readTree(read("config.yml")), keys);

        assertThat(keys).contains("backend.url", "limit.maxInFlight").allSatisfy(key -> assertThat(
                        Pattern.compile(row(key)).matcher(page).find())
                .as("the table of docs/settings.md has a row: | `%s` | ...", key)
                .isTrue());
    }

    @Test
    void everyVariableHasARow() {
        assertThat(EnvironmentSettings.all()).contains("REMOTE_URL").allSatisfy(name -> assertThat(
                        page.contains("`" + name + "`"))
                .as("the table of docs/settings.md has the variable `%s`", name)
                .isTrue());
    }

    @Test
    void everyVariableOfTheTableIsRead() {
        assertThat(page.lines().filter(line -> line.startsWith("| `")).flatMap(row -> Pattern.compile("`([A-Z_]+)`")
                        .matcher(row.split("\\|", -1)[2])
                        .results()
                        .map(variable -> variable.group(1))))
                .contains("REMOTE_URL")
                .allSatisfy(name -> assertThat(EnvironmentSettings.all().contains(name))
                        .as("EnvironmentSettings has the variable %s, which docs/settings.md promises", name)
                        .isTrue());
    }

    /** A row names the whole key, or the key behind another of its section. */
    private static String row(String key) {
        int dot = key.lastIndexOf('.');
        if (dot < 0) {
            return "(?m)^\\|.*`" + key + "`.*\\|.*\\|.*\\|.*\\|$";
        }
        String section = key.substring(0, dot);
        return "(?m)^\\| (`" + key + "`|`" + section + "\\.\\w+`.*`" + key.substring(dot) + "`).*\\|.*\\|.*\\|$";
    }

    private static void collect(String prefix, Class<?> section, List<String> keys) {
        for (Field field : section.getDeclaredFields()) {
            if (field.isAnnotationPresent(Valid.class)) {
                collect(prefix + field.getName() + ".", field.getType(), keys);
            } else if (field.isAnnotationPresent(JsonProperty.class)) {
                keys.add(prefix + field.getName());
            }
        }
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

package smart.service.config;

import static com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.ConfigurationParsingException;
import io.dropwizard.configuration.ConfigurationSourceProvider;
import io.dropwizard.configuration.YamlConfigurationFactory;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import smart.service.config.Settings.Source;

/**
 * Reads a configuration in layers: the bundled {@code config.yml} below, then the file, the environment and the command
 * line. (Dropwizard's {@code -Ddw.key=value} counts as command line.) A later layer changes the keys that it names and no
 * others; a list is replaced as a whole.
 */
public final class LayeredConfigurationFactory<T> extends YamlConfigurationFactory<T> {
    private final EnvironmentSettings environment;
    private final List<Setting> commandLine;
    private final String overrides;
    private final Settings settings;

    /**
     * @param commandLine the settings of the command line; they count most
     * @param settings is told of what it reads
     */
    public LayeredConfigurationFactory(
            Class<T> type,
            Validator validator,
            ObjectMapper mapper,
            String propertyPrefix,
            EnvironmentSettings environment,
            List<Setting> commandLine,
            Settings settings) {
        super(type, validator, mapper.copy().enable(FAIL_ON_UNKNOWN_PROPERTIES), propertyPrefix);
        this.environment = environment;
        this.commandLine = List.copyOf(commandLine);
        this.overrides = propertyPrefix + ".";
        this.settings = settings;
    }

    @Override
    public T build(ConfigurationSourceProvider provider, String path) throws IOException, ConfigurationException {
        try {
            return super.build(provider, path);
        } catch (ConfigurationParsingException malformed) {
            throw BadConfiguration.of(path, malformed, Map.of());
        }
    }

    @Override
    protected T build(JsonNode file, String path) throws IOException, ConfigurationException {
        if (!(file instanceof ObjectNode upper)) {
            throw new BadConfiguration(path, "is not a mapping of keys to values");
        }
        ObjectNode merged = bundled();
        settings.layer(Source.DEFAULT, merged);
        if (!Bundled.PATH.equals(path)) {
            settings.layer(Source.FILE, upper);
        }
        merge(merged, upper);
        List<Setting> variables = environment.settings();
        settings.layer(Source.ENVIRONMENT, variables);
        settings.layer(Source.COMMAND_LINE, commandLine);
        settings.layer(Source.COMMAND_LINE, systemProperties());
        Map<String, String> sources = new HashMap<>();
        Stream.concat(variables.stream(), commandLine.stream()).forEach(setting -> {
            put(merged, setting.key(), setting.value());
            sources.put(setting.key(), setting.source());
        });
        if (sources.containsKey(EnvironmentSettings.LOG_LEVEL)) {
            quieten(merged.path("logging"));
        }
        try {
            return super.build(merged, path);
        } catch (ConfigurationException e) {
            throw BadConfiguration.of(path, e, sources);
        }
    }

    /** What Dropwizard itself puts on top. */
    private List<Setting> systemProperties() {
        return System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(overrides))
                .map(name -> new Setting(name.substring(overrides.length()), "-D" + name, System.getProperty(name, "")))
                .toList();
    }

    /** The bundled {@code config.yml}: the default of every key. */
    private ObjectNode bundled() throws IOException {
        try (InputStream input = Objects.requireNonNull(
                LayeredConfigurationFactory.class.getResourceAsStream("/" + Bundled.FILE), "bundled " + Bundled.FILE)) {
            return (ObjectNode) mapper.readTree(new YAMLFactory().createParser(input));
        }
    }

    /** A level that the operator asks for is meant for all: no logger stays more talkative. One that is no level is told later. */
    private static void quieten(JsonNode logging) {
        Level level = Level.toLevel(logging.path("level").asText(), Level.TRACE);
        if (logging.get("loggers") instanceof ObjectNode loggers) {
            loggers.properties().stream()
                    .filter(logger -> logger.getValue().isTextual())
                    .filter(logger -> level.isGreaterOrEqual(
                            Level.toLevel(logger.getValue().asText(), Level.OFF)))
                    .forEach(logger -> logger.setValue(TextNode.valueOf(level.levelStr)));
        }
    }

    private static void merge(ObjectNode lower, ObjectNode upper) {
        upper.properties().forEach(field -> {
            if (lower.get(field.getKey()) instanceof ObjectNode below && field.getValue() instanceof ObjectNode above) {
                merge(below, above);
            } else {
                lower.set(field.getKey(), field.getValue());
            }
        });
    }

    private static void put(ObjectNode root, String key, String value) {
        int dot = key.indexOf('.');
        if (dot < 0) {
            root.put(key, value);
        } else {
            String section = key.substring(0, dot);
            ObjectNode below = root.get(section) instanceof ObjectNode known ? known : root.putObject(section);
            put(below, key.substring(dot + 1), value);
        }
    }
}

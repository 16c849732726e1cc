package smart.service.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.ConfigurationSourceProvider;
import io.dropwizard.configuration.YamlConfigurationFactory;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import smart.service.config.Settings.Source;
import smart.service.config.refusal.Refusal;
import smart.service.config.refusal.RefusedKeys;
import smart.service.config.source.BadConfiguration;
import smart.service.config.source.Bundled;
import smart.service.config.source.ConfigurationFile;
import smart.service.config.source.EnvironmentSettings;
import smart.service.config.source.Origins;
import smart.service.config.source.RenamedKeys;
import smart.service.config.source.Setting;

/**
 * Reads a configuration in layers: the bundled {@code config.yml}, the file, the environment and the command line.
 * (Dropwizard's {@code -Ddw.key=value} counts as command line.) A later layer changes only the keys that it contains;
 * it replaces a list as a whole. A key without a value counts as absent.
 */
public final class LayeredConfigurationFactory<T> extends YamlConfigurationFactory<T> {
    private static final String LOGGING = "logging";

    private final EnvironmentSettings environment;
    private final List<Setting> commandLine;
    private final String overrides;
    private final Settings settings;

    /**
     * @param commandLine the settings of the command line, which override all others
     * @param settings receives the values
     */
    public LayeredConfigurationFactory(
            Class<T> type,
            Validator validator,
            ObjectMapper mapper,
            String propertyPrefix,
            EnvironmentSettings environment,
            List<Setting> commandLine,
            Settings settings) {
        super(type, validator, StrictMapper.of(mapper), propertyPrefix);
        this.environment = environment;
        this.commandLine = List.copyOf(commandLine);
        this.overrides = propertyPrefix + ".";
        this.settings = settings;
    }

    @Override
    public T build(ConfigurationSourceProvider provider, String path) throws IOException, ConfigurationException {
        ConfigurationFile bundled = bundled();
        settings.layer(Source.DEFAULT, bundled.root());
        if (Bundled.PATH.equals(path)) {
            return build(bundled.root(), new ConfigurationFile(bundled.root().objectNode(), java.util.Map.of()), path);
        }
        try (InputStream input = provider.open(path)) {
            List<String> warnings = new ArrayList<>();
            ConfigurationFile file = RenamedKeys.in(
                    path, ConfigurationFile.parse(path, input.readAllBytes(), environment.placeholders()), warnings);
            settings.warn(warnings);
            settings.layer(Source.FILE, file.root());
            return build(bundled.root(), file, path);
        }
    }

    private T build(ObjectNode merged, ConfigurationFile file, String path) throws IOException, ConfigurationException {
        Origins origins = new Origins();
        origins.file(file.lines());
        merge(path, "", merged, file.root(), origins);
        List<Setting> variables = environment.settings();
        List<Setting> properties = systemProperties();
        settings.layer(Source.ENVIRONMENT, variables);
        settings.layer(Source.COMMAND_LINE, commandLine);
        settings.layer(Source.COMMAND_LINE, properties);
        List.of(variables, commandLine).forEach(layer -> {
            layer.forEach(setting -> put(merged, setting.key(), setting.value()));
            origins.settings(layer);
            if (layer.stream().anyMatch(setting -> setting.key().equals(EnvironmentSettings.LOG_LEVEL))) {
                LoggerLevels.quieten(merged.path(LOGGING));
            }
        });
        origins.settings(properties);
        RenamedKeys.check(properties);
        RefusedKeys.checkOverrides(path, properties, origins);
        for (Setting property : properties) {
            override(path, merged, property, origins);
        }
        RefusedKeys.check(path, merged, origins);
        AccessLog.neverWaits(path, merged, origins);
        LoggerLevels.check(path, mapper, merged.path(LOGGING), origins);
        try {
            return super.build(merged, path);
        } catch (ConfigurationException e) {
            throw new Refusal(mapper, merged, origins).of(path, e);
        }
    }

    private void override(String path, ObjectNode merged, Setting property, Origins origins) throws BadConfiguration {
        try {
            addOverride(merged, property.key(), property.value());
        } catch (IllegalArgumentException
                | ArrayIndexOutOfBoundsException e) { // An element that the list does not have.
            throw origins.refused(path, property.key(), property.key() + " can't be set: " + e.getMessage());
        }
    }

    /** The overrides of Dropwizard itself. */
    private List<Setting> systemProperties() {
        return System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(overrides))
                .map(name -> new Setting(name.substring(overrides.length()), "-D" + name, System.getProperty(name, "")))
                .toList();
    }

    /** The bundled {@code config.yml}: the default of every key. */
    private ConfigurationFile bundled() throws IOException, BadConfiguration {
        try (InputStream input = Objects.requireNonNull(
                LayeredConfigurationFactory.class.getResourceAsStream("/" + Bundled.FILE), "bundled " + Bundled.FILE)) {
            return ConfigurationFile.parse(Bundled.PATH, input.readAllBytes(), environment.placeholders());
        }
    }

    private static void merge(String path, String prefix, ObjectNode lower, ObjectNode upper, Origins origins)
            throws BadConfiguration {
        for (java.util.Map.Entry<String, JsonNode> field : upper.properties()) {
            String key = prefix + field.getKey();
            JsonNode below = lower.get(field.getKey());
            JsonNode above = field.getValue();
            if (below instanceof ObjectNode section && above instanceof ObjectNode changes) {
                merge(path, key + ".", section, changes, origins);
            } else if (below instanceof ObjectNode section && !above.isNull()) {
                throw origins.refused(path, key, Refusal.noSection(key, above, section.fieldNames()));
            } else if (below == null || !above.isNull()) {
                lower.set(field.getKey(), above);
            }
        }
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

package smart.service.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.Validator;
import java.io.ByteArrayInputStream;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import smart.service.config.LayeredConfigurationFactory;
import smart.service.config.PlainMapper;
import smart.service.config.Settings;
import smart.service.config.ShortUnits;
import smart.service.config.source.EnvironmentSettings;
import smart.service.config.source.Setting;

/** Reads configurations as the service does. All share one validator and one mapper, which take long to make. */
public final class ConfigurationFactories {
    private static final Validator VALIDATOR = ShortUnits.VALIDATORS.getValidator();
    private static final ObjectMapper MAPPER = PlainMapper.create();

    private ConfigurationFactories() {}

    public static LayeredConfigurationFactory<SmartConfiguration> with(
            Map<String, String> environment, Settings settings, Setting... commandLine) {
        return new LayeredConfigurationFactory<>(
                SmartConfiguration.class,
                VALIDATOR,
                MAPPER,
                "dw",
                new EnvironmentSettings(environment::get),
                List.of(commandLine),
                settings);
    }

    /** The configuration of the file {@code a.yml} with that content, and a backend that the environment names. */
    static SmartConfiguration read(String yaml) throws Exception {
        return read(yaml, Map.of());
    }

    /** The configuration of the file {@code a.yml} with that content. The environment also names a backend. */
    static SmartConfiguration read(String yaml, Map<String, String> environment) throws Exception {
        Map<String, String> variables = new HashMap<>(Map.of("REMOTE_URL", "http://localhost:8080"));
        variables.putAll(environment);
        return with(variables, new Settings(InstantSource.system()))
                .build(path -> new ByteArrayInputStream(yaml.getBytes(UTF_8)), "a.yml");
    }
}

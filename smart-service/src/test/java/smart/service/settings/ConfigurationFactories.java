package smart.service.settings;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.jackson.Jackson;
import io.dropwizard.jersey.validation.Validators;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Map;
import smart.service.config.LayeredConfigurationFactory;
import smart.service.config.Settings;
import smart.service.config.ShortUnits;
import smart.service.config.source.EnvironmentSettings;
import smart.service.config.source.Setting;

/** Reads configurations as the service does. All share one validator and one mapper, which take long to make. */
public final class ConfigurationFactories {
    private static final Validator VALIDATOR = ShortUnits.validator(Validators.newValidatorFactory());
    private static final ObjectMapper MAPPER = Jackson.newObjectMapper();

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
}

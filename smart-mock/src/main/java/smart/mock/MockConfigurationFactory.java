package smart.mock;

import static com.fasterxml.jackson.databind.DeserializationFeature.ACCEPT_FLOAT_AS_INT;
import static com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.YamlConfigurationFactory;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Applies the user's file, or the command-line options, on top of the bundled {@code defaults.yml}. */
final class MockConfigurationFactory extends YamlConfigurationFactory<MockConfiguration> {
    /** They need a library (JNA) that the jar omits, since it would be a tenth of it. */
    private static final List<String> NOT_AVAILABLE =
            List.of("user", "group", "umask", "startsAsRoot", "nofileSoftLimit", "nofileHardLimit");

    private final ObjectNode commandLine;

    MockConfigurationFactory(
            @Nullable Validator validator, ObjectMapper mapper, String prefix, ObjectNode commandLine) {
        super(MockConfiguration.class, validator, strict(mapper), prefix);
        this.commandLine = commandLine;
    }

    /** A misspelt key is an error, as in Dropwizard's own factory, and so is a fraction, which would be cut off. */
    private static ObjectMapper strict(ObjectMapper mapper) {
        return mapper.copy().enable(FAIL_ON_UNKNOWN_PROPERTIES).disable(ACCEPT_FLOAT_AS_INT);
    }

    @Override
    protected JsonParser createParser(InputStream input) throws IOException {
        return super.createParser(input).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    }

    @Override
    public MockConfiguration build() throws IOException, ConfigurationException {
        return build(commandLine, "command line");
    }

    @Override
    protected MockConfiguration build(JsonNode changes, String path) throws IOException, ConfigurationException {
        refuse(changes.path("server"));
        try (var defaults = MockConfigurationFactory.class.getResourceAsStream("defaults.yml")) {
            var merged = mapper.readTree(new YAMLFactory().createParser(defaults));
            return super.build(changes.isObject() ? overlay((ObjectNode) merged, (ObjectNode) changes) : changes, path);
        }
    }

    private static void refuse(JsonNode server) {
        for (var key : NOT_AVAILABLE) {
            if (server.has(key)) {
                throw new IllegalArgumentException(
                        "server." + key
                                + " is not available in the mock: start it as the right user and with the right limits instead");
            }
        }
        if (!server.path("type").asText("default").equals("default")) {
            throw new IllegalArgumentException(
                    "server.type is not available in the mock: leave it out, and use applicationConnectors and adminConnectors");
        }
        if (server.has("applicationContextPath")) {
            throw new IllegalArgumentException(
                    "server.applicationContextPath is not available in the mock: every path is its backend's");
        }
    }

    /** An empty section, which YAML reads as null, counts as left out. */
    private static ObjectNode overlay(ObjectNode under, ObjectNode over) {
        over.properties().forEach(field -> {
            var lower = under.get(field.getKey());
            if (lower instanceof ObjectNode section && field.getValue() instanceof ObjectNode upper) {
                overlay(section, upper);
            } else if (!(lower instanceof ObjectNode && field.getValue().isNull())) {
                under.set(field.getKey(), field.getValue());
            }
        });
        return under;
    }
}

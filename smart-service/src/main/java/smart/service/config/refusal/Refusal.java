package smart.service.config.refusal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.PropertyBindingException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.ConfigurationValidationException;
import java.util.Iterator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import smart.service.config.source.BadConfiguration;
import smart.service.config.source.Origins;

/** Describes an invalid setting in one line: the key, what is allowed, and its source, without secrets. */
public final class Refusal {
    private static final Pattern KNOWN_TYPES = Pattern.compile("known type ids = \\[([^]]*)]");
    private static final Pattern ABSENT = Pattern.compile("missing type id property '(\\w+)'");

    private final ObjectMapper mapper;
    private final JsonNode settings;
    private final Origins origins;

    /** @param settings as they were to be read */
    public Refusal(ObjectMapper mapper, JsonNode settings, Origins origins) {
        this.mapper = mapper;
        this.settings = settings;
        this.origins = origins;
    }

    /** For settings with a single source. */
    public Refusal(ObjectMapper mapper, JsonNode settings) {
        this(mapper, settings, new Origins());
    }

    public BadConfiguration of(String path, ConfigurationException e) {
        if (e instanceof ConfigurationValidationException invalid) {
            return origins.refused(
                    path,
                    invalid.getErrors().stream()
                            .sorted()
                            .map(error -> error.replaceAll("(\\[\\d+])?\\.<list element>", ""))
                            .toList());
        }
        if (e.getCause() instanceof JsonMappingException bad) {
            return origins.refused(path, key(bad), describe(bad));
        }
        return new BadConfiguration(path, oneLine(String.join("; ", e.getErrors())));
    }

    /** The key with the invalid value, and what is allowed. */
    public String describe(JsonMappingException e) {
        String key = key(e);
        return (key.isEmpty() ? "it" : key) + " " + problem(e, key);
    }

    /** The problem of a value in place of a section. */
    public static String noSection(String key, JsonNode value, Iterator<String> keys) {
        Iterable<String> known = () -> keys;
        return key + " is " + shown(key, value) + ", must be a section with keys such as " + String.join(", ", known);
    }

    /** The problem of a value that is none of those names. */
    public static String noneOf(String key, JsonNode value, String names) {
        return key + " is " + shown(key, value) + ", must be one of " + names;
    }

    /** The key with the invalid value; empty if it is the whole. */
    public static String key(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
    }

    private String problem(JsonMappingException e, String key) {
        if (e instanceof PropertyBindingException unknown) {
            return "is not known; known here: "
                    + unknown.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .collect(Collectors.joining(", "));
        }
        if (e instanceof InvalidTypeIdException type) {
            return type(type);
        }
        if (e instanceof ValueInstantiationException wrong) {
            return "is " + shown(key, at(key)) + ", must be "
                    + Allowed.values(mapper, wrong.getType().getRawClass());
        }
        if (e instanceof MismatchedInputException wrong && wrong.getTargetType() != null) {
            String why = wrong.getOriginalMessage();
            JsonNode value = wrong instanceof InvalidFormatException format && format.getValue() instanceof String text
                    ? TextNode.valueOf(text)
                    : at(key);
            return "is " + shown(key, value) + ", must be " + Allowed.values(mapper, wrong.getTargetType())
                    + (wrong instanceof InvalidFormatException && !why.startsWith("Cannot ") ? ": " + why : "")
                    + (Allowed.isNumeric(wrong.getTargetType()) ? WholeNumbers.paddingIn(value.asText()) : "");
        }
        return "can't be used: " + cause(e);
    }

    private static String type(InvalidTypeIdException e) {
        String message = e.getOriginalMessage();
        Matcher absent = ABSENT.matcher(message);
        if (absent.find()) {
            return "has no '" + absent.group(1) + "'";
        }
        Matcher known = KNOWN_TYPES.matcher(message);
        return "has the type '" + e.getTypeId() + "'" + (known.find() ? ", must be one of " + known.group(1) : "");
    }

    /** The value of that key, or the root if it is missing. */
    private JsonNode at(String key) {
        JsonNode node = settings;
        for (String step : key.split("\\.|(?=\\[)", -1)) {
            JsonNode below = step.startsWith("[")
                    ? node.path(Integer.parseInt(step.substring(1, step.length() - 1)))
                    : node.path(step);
            if (below.isMissingNode()) {
                return node.isArray() ? node : below;
            }
            node = below;
        }
        return node;
    }

    private static String shown(String key, JsonNode value) {
        if (value instanceof ObjectNode) {
            return "a section";
        }
        return value.isArray() ? "a list" : Secrets.quoted(key, value.asText());
    }

    /** The messages of our own setters and deserializers. */
    private static String cause(JsonMappingException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String message = cause instanceof JsonProcessingException json ? json.getOriginalMessage() : cause.getMessage();
        return oneLine(String.valueOf(message));
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}

package smart.service.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.ConfigurationValidationException;
import io.dropwizard.util.DataSize;
import io.dropwizard.util.Duration;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A configuration that can't be used; the message is one line that names the key and what is allowed. */
public final class BadConfiguration extends ConfigurationException {
    private final String line;

    BadConfiguration(String path, String problem) {
        super(path, List.of(problem));
        this.line = path + ": " + problem;
    }

    @Override
    public String getMessage() {
        return line;
    }

    /** @param sources the keys that were set from outside the file, and what set them */
    static BadConfiguration of(String path, ConfigurationException e, Map<String, String> sources) {
        if (e instanceof ConfigurationValidationException invalid) {
            return new BadConfiguration(
                    path,
                    invalid.getErrors().stream()
                            .sorted()
                            .map(error -> error.replaceAll("(\\[\\d+])?\\.<list element>", ""))
                            .map(error -> error + from(error.split("[ :]", 2)[0], sources))
                            .collect(Collectors.joining("; ")));
        }
        if (e.getCause() instanceof JsonMappingException bad) {
            return new BadConfiguration(path, describe(bad) + from(key(bad), sources));
        }
        if (e.getCause() instanceof JsonProcessingException malformed) {
            return new BadConfiguration(path, "is not YAML: " + oneLine(malformed.getOriginalMessage()));
        }
        return new BadConfiguration(path, oneLine(String.join("; ", e.getErrors())));
    }

    /** Which key has what that can't be read, and what is allowed, in one line. */
    public static String describe(JsonMappingException e) {
        return key(e) + " " + problem(e);
    }

    private static String from(String key, Map<String, String> sources) {
        return sources.containsKey(key) ? " (set by " + sources.get(key) + ")" : "";
    }

    private static String key(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
    }

    private static String problem(JsonMappingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "is not known; known here: "
                    + unknown.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .collect(Collectors.joining(", "));
        }
        if (e instanceof InvalidFormatException wrong) {
            return "is '" + wrong.getValue() + "', must be " + allowed(wrong.getTargetType());
        }
        String message = cause(e);
        if (e instanceof ValueInstantiationException wrong) {
            return "must be " + allowed(wrong.getType().getRawClass()) + ": " + message;
        }
        return "can't be used: " + message;
    }

    private static String cause(JsonMappingException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String message = cause instanceof JsonProcessingException json ? json.getOriginalMessage() : cause.getMessage();
        return oneLine(String.valueOf(message));
    }

    private static String allowed(Class<?> type) {
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (type == double.class || type == Double.class) {
            return "a number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == Duration.class) {
            return "a duration, such as 10s or 500ms";
        }
        if (type == DataSize.class) {
            return "a size, such as 1MiB";
        }
        if (type == URI.class) {
            return "a URL, such as http://localhost:8080";
        }
        if (type.isEnum()) {
            return "one of " + Arrays.toString(type.getEnumConstants());
        }
        return "a " + type.getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}

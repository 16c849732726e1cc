package smart.mock;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.dropwizard.util.DataSize;
import io.dropwizard.util.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says in one line what is wrong in a configuration file, in place of Jackson's message, which names its own classes. */
final class ConfigurationFailure {
    private ConfigurationFailure() {}

    static String explain(JacksonException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            var known = unknown.getKnownPropertyIds().stream()
                    .map(String::valueOf)
                    .sorted()
                    .collect(Collectors.joining(", "));
            return path(unknown.getPath()) + " is not known; known there: " + known;
        }
        if (e instanceof InvalidTypeIdException wrong) {
            return path(wrong.getPath()) + " has no type that is known";
        }
        if (e instanceof InvalidFormatException wrong) {
            return path(wrong.getPath()) + " must be " + wanted(wrong.getTargetType()) + ", not " + wrong.getValue();
        }
        if (e instanceof MismatchedInputException wrong) {
            return path(wrong.getPath()) + " must be " + wanted(wrong.getTargetType());
        }
        if (e instanceof JsonMappingException digits && e.getCause() instanceof NumberFormatException) {
            return path(digits.getPath()) + " is too large a number";
        }
        if (e instanceof JsonMappingException other) {
            return path(other.getPath()) + " is wrong: " + firstLine(other);
        }
        var place = e.getLocation();
        return "line " + place.getLineNr() + ", column " + place.getColumnNr() + ": " + firstLine(e);
    }

    private static String firstLine(JacksonException e) {
        return String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
    }

    private static String wanted(Class<?> type) {
        if (type == Integer.class || type == Long.class || type == int.class || type == long.class) {
            return "a whole number";
        }
        if (type == Duration.class) {
            return "a time with its unit, such as 100ms";
        }
        if (type == DataSize.class) {
            return "a size with its unit, such as 64MiB";
        }
        return Map.class.isAssignableFrom(type) || type == MockSettings.class ? "an object" : type.getSimpleName();
    }

    /** Such as {@code server.applicationConnectors[0].port}. */
    private static String path(List<JsonMappingException.Reference> path) {
        var text = path.stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        return text.isEmpty() ? "the configuration" : text.substring(1);
    }
}

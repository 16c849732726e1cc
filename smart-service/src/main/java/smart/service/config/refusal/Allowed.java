package smart.service.config.refusal;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import io.dropwizard.util.DataSize;
import io.dropwizard.util.Duration;
import java.net.URI;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Describes the allowed values of a type. */
final class Allowed {
    private static final List<Class<?>> WHOLE_NUMBERS = List.of(int.class, Integer.class, long.class, Long.class);
    private static final List<Class<?>> NUMBERS = List.of(double.class, Double.class, float.class, Float.class);
    private static final List<Class<?>> BOOLEANS = List.of(boolean.class, Boolean.class);

    private Allowed() {}

    static String values(ObjectMapper mapper, Class<?> type) {
        if (WHOLE_NUMBERS.contains(type)) {
            return "a whole number";
        }
        if (type == int[].class) {
            return "one or more whole numbers, separated by commas";
        }
        if (NUMBERS.contains(type)) {
            return "a number";
        }
        if (BOOLEANS.contains(type)) {
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
        if (type == String.class) {
            return "text";
        }
        if (type.isEnum()) {
            return "one of " + Arrays.toString(type.getEnumConstants());
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "a list";
        }
        if (Map.class.isAssignableFrom(type)) {
            return "a section";
        }
        return "a section with keys such as " + keys(mapper, mapper.constructType(type));
    }

    /** Whether its values are numbers, with or without a unit. */
    static boolean isNumeric(Class<?> type) {
        return WHOLE_NUMBERS.contains(type)
                || type == int[].class
                || NUMBERS.contains(type)
                || type == Duration.class
                || type == DataSize.class;
    }

    private static String keys(ObjectMapper mapper, JavaType type) {
        return mapper.getDeserializationConfig().introspect(type).findProperties().stream()
                .filter(BeanPropertyDefinition::couldDeserialize)
                .map(BeanPropertyDefinition::getName)
                .sorted()
                .collect(Collectors.joining(", "));
    }
}

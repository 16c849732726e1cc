package smart.service.admin.task;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import smart.service.config.BadParameter;

/** Reads the parameters of a task, and validates them by the rules of the configuration. */
final class Parameters {
    static final String VALUE = "value";

    private Parameters() {}

    /**
     * The one parameter, {@code value}.
     *
     * @throws BadParameter if it is missing, given twice, or not the only one
     */
    static String value(Map<String, List<String>> parameters) throws BadParameter {
        BadParameter.refuseOthers(parameters.keySet(), Set.of(VALUE));
        List<String> values = parameters.getOrDefault(VALUE, List.of());
        if (values.size() != 1) {
            throw new BadParameter(values.isEmpty() ? "value is missing" : "value is given more than once");
        }
        return values.get(0).trim();
    }

    /**
     * The parameter with that name, or null if it is missing.
     *
     * @throws BadParameter if it is given twice
     */
    static @Nullable String optional(Map<String, List<String>> parameters, String name) throws BadParameter {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new BadParameter(name + " is given more than once");
        }
        return values.isEmpty() ? null : values.get(0).trim();
    }

    /** @throws BadParameter if the configuration would not allow that value */
    static <T> void check(Validator validator, Class<T> section, String field, Object value) throws BadParameter {
        Set<ConstraintViolation<T>> violations = validator.validateValue(section, field, value);
        if (!violations.isEmpty()) {
            throw new BadParameter(violations.stream()
                    .map(violation -> VALUE + " " + violation.getMessage())
                    .sorted()
                    .collect(Collectors.joining("; ")));
        }
    }
}
